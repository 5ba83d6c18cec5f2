import { ApiError } from '../errors/api-error.ts';
import type { JobRecord, WorkerPosition } from '../store/records.ts';
import { distanceKm } from './distance.ts';

/** A position that is less exact says nothing about where a person is. */
const LEAST_EXACT_M = 500;
/** About 100 m: enough to check a job's radius, and not a person's front door. */
const DECIMALS = 3;

/** Whether a position is within a job's area, given how exact it is. A job without an area is everywhere. */
export function isWithin(
  { location }: Pick<JobRecord, 'location'>,
  position: WorkerPosition,
): boolean {
  if (location === null) return true;
  return distanceKm(position, location) <= location.radius_km + position.accuracy_m / 1_000;
}

/**
 * Throws a conflict unless a file for a job with an area was taken within it. Returns the position as it is stored, rounded;
 * null for a job without an area, since nobody needs it then.
 */
export function requireWithin(
  job: Pick<JobRecord, 'id' | 'location'>,
  position: WorkerPosition | null,
): WorkerPosition | null {
  if (job.location === null) return null;
  if (position === null || position.accuracy_m > LEAST_EXACT_M) {
    throw refusal(
      'location_required',
      `Job ${job.id} needs a position exact to ${LEAST_EXACT_M} m`,
    );
  }
  if (!isWithin(job, position)) {
    const message = `Job ${job.id} is within ${job.location.radius_km} km of another place`;
    throw refusal('too_far', message);
  }
  const { lat, lng, accuracy_m } = position;
  return { lat: rounded(lat), lng: rounded(lng), accuracy_m };
}

function refusal(reason: string, message: string): ApiError {
  return new ApiError('conflict', message, { details: [{ field: 'position', message: reason }] });
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS));
}
