import { WebhookVerificationError } from './webhook-verification-error.ts';

/** A moment: a `Date`, or a number of unix **seconds**. */
export type Moment = Date | number;

/** What decides whether a signature's timestamp is acceptable. */
export interface VerificationOptions {
  /**
   * How far, in seconds, the timestamp may lie from `receivedAt`, in either direction. Default 300
   * (Contract §7). `NaN`, `Infinity` and negative numbers throw `bad_option`; they never disable
   * the check.
   */
  tolerance?: number | undefined;
  /**
   * When the delivery arrived, or a function that gives it. Default: now. Set it when a delivery is
   * verified later than it was received, as from a queue.
   */
  receivedAt?: Moment | (() => Moment) | undefined;
}

// From here on a number of seconds would be past the year 5138: it is milliseconds.
const FIRST_MILLISECONDS = 1e11;

/** Gives a moment in unix seconds, refusing what is no moment. */
export function toUnixSeconds(moment: unknown, name: string): number {
  const seconds = moment instanceof Date ? moment.getTime() / 1000 : moment;
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds < FIRST_MILLISECONDS)) {
    throw badOption(`${name} must be a Date or a number of unix seconds (not milliseconds)`);
  }
  return Math.floor(seconds);
}

/** Throws unless the timestamp lies within the tolerance, on either side. */
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
  return new WebhookVerificationError('bad_option', `${message}.`);
}
