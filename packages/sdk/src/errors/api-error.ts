import { FirstHandError } from './firsthand-error.ts';

/**
 * An error that the service answered with, or that a proxy answered in its place. `type` is the
 * service's error type. Contract §2.
 */
export class FirstHandApiError extends FirstHandError {
  declare readonly status: number;
}
FirstHandApiError.prototype.name = 'FirstHandApiError';
