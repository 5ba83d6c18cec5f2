import { FirstHandError } from './firsthand-error.ts';

/**
 * An error response of the service, or of a proxy in front of it. `type` is the service's error
 * type. Contract §2.
 */
export class FirstHandApiError extends FirstHandError {
  declare readonly status: number;
}
FirstHandApiError.prototype.name = 'FirstHandApiError';
