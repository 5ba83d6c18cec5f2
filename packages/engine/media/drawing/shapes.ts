/** Signed distance (negative inside) from a point to an ellipse around the origin; close, not exact. */
export function ellipse(x: number, y: number, radiusX: number, radiusY: number): number {
  const scaled = Math.hypot(x / radiusX, y / radiusY);
  const gradient = Math.hypot(x / (radiusX * radiusX), y / (radiusY * radiusY));
  if (gradient === 0) return -Math.min(radiusX, radiusY);
  return (scaled * (scaled - 1)) / gradient;
}

/** Signed distance from a point to an axis-parallel box around the origin. */
export function box(x: number, y: number, halfWidth: number, halfHeight: number): number {
  return Math.max(Math.abs(x) - halfWidth, Math.abs(y) - halfHeight);
}

/** Signed distance to what both shapes cover. */
export function intersection(first: number, second: number): number {
  return Math.max(first, second);
}

/** Signed distance to what the first shape covers and the second does not. */
export function difference(first: number, second: number): number {
  return Math.max(first, -second);
}
