import { signal } from '@preact/signals';
import type { Position } from '../outbox/outbox-item.ts';

const TIMEOUT_MS = 15_000;
/** A position of this age is still where the person is. */
const FRESH_MS = 60_000;

/** Where the person is; null until they say so. Kept in memory only. */
export const place = signal<Position | null>(null);

/**
 * Asks the phone where it is.
 *
 * @throws GeolocationPositionError when the person refuses, or the phone does not know
 */
export function findPlace(): Promise<Position> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const { latitude, longitude, accuracy } = coords;
        place.value = { latitude, longitude, accuracy };
        resolve(place.value);
      },
      reject,
      { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: FRESH_MS },
    );
  });
}

/** A position as a query parameter of the API. */
export function nearOf(position: Position | null): string | undefined {
  if (position === null) return undefined;
  return `${position.latitude.toFixed(3)},${position.longitude.toFixed(3)}`;
}
