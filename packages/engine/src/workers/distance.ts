/** A place on Earth, in degrees. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
}

const EARTH_RADIUS_KM = 6_371;

/** Returns the great-circle distance of two places in kilometres. */
export function distanceKm(one: Place, other: Place): number {
  const latitude = radians(other.lat - one.lat);
  const longitude = radians(other.lng - one.lng);
  const half =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(longitude / 2) ** 2;
  // Rounding can exceed 1 at opposite places.
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, half)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
