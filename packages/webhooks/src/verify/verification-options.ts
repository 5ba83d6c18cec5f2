import { ignoreRejection } from './ignore-rejection.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

/** A moment: a `Date`, or a number of unix **seconds**. */
export type Moment = Date | number;

/** Decides whether a signature's timestamp is acceptable. */
export interface VerificationOptions {
  /**
   * The largest allowed difference between the timestamp and `receivedAt`, in seconds, in either
   * direction. Default 300 (Contract §7). `NaN`, `Infinity` and negative numbers throw `bad_option`;
   * they never disable the check.
   */
  tolerance?: number | undefined;
  /**
   * When the delivery was received, or a function that returns it. Default: now. Set it when a
   * delivery is verified later than it was received, for example from a queue.
   */
  receivedAt?: Moment | (() => Moment) | undefined;
}

// As seconds, this would be past the year 5138, so the number is milliseconds.
const FIRST_MILLISECONDS = 1e11;

/** Returns a moment in unix seconds, or throws `bad_option` when it is not one. */
export function toUnixSeconds(moment: unknown, name: string): number {
  const seconds = typeof moment === 'number' ? moment : readDate(moment);
  if (!(seconds >= 0 && seconds < FIRST_MILLISECONDS)) {
    ignoreRejection(moment);
    throw badOption(`${name} must be a Date or a number of unix seconds (not milliseconds)`);
  }
  return Math.floor(seconds);
}

// `instanceof` would miss a Date of another realm (Jest, vm), or made before timers were faked.
function readDate(value: unknown): number {
  try {
    return Date.prototype.getTime.call(value as Date) / 1000;
  } catch {
    return Number.NaN;
  }
}

/** Throws unless the timestamp is within the tolerance, in either direction. */
export function checkTimestamp(timestamp: number, options: VerificationOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw badOption('options must be an object, such as { tolerance: 300 }');
  }
  const { tolerance = 300, receivedAt = Date.now() / 1000 } = options;
  if (!Number.isFinite(tolerance) || tolerance < 0) {
    throw badOption('tolerance must be a finite number of seconds, 0 or more');
  }
  const now = toUnixSeconds(
    typeof receivedAt === 'function' ? receivedAt() : receivedAt,
    'receivedAt',
  );
  const age = now - timestamp;
  if (Math.abs(age) > tolerance) {
    throw new WebhookVerificationError(
      age > 0 ? 'timestamp_too_old' : 'timestamp_too_new',
      `The delivery was signed ${Math.abs(age)} s ${age > 0 ? 'ago' : 'in the future'}; the tolerance is ${tolerance} s. Check this machine's clock.`,
    );
  }
}

function badOption(message: string): WebhookVerificationError {
  return new WebhookVerificationError('bad_option', `Invalid option: ${message}.`);
}
