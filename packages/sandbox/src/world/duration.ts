/** A length of time: milliseconds as a number, or a number with a unit: `'250ms'`, `'15s'`, `'5m'`, `'2h'`, `'1d'`. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

/** A point in time: a Date, milliseconds since the Unix epoch, or an ISO 8601 string. */
export type Moment = Date | number | string;

const MILLISECONDS_OF: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Returns the milliseconds of a duration.
 *
 * @throws TypeError when it is negative, not finite or malformed; the message names `field`.
 */
export function parseDuration(duration: Duration, field = 'duration'): number {
  const milliseconds = typeof duration === 'number' ? duration : parseText(duration);
  if (Number.isFinite(milliseconds) && milliseconds >= 0) return milliseconds;
  throw new TypeError(
    `Invalid ${field}: ${JSON.stringify(duration)}; pass milliseconds, or a string such as '15s', '5m' or '2h'`,
  );
}

/**
 * Returns the milliseconds since the Unix epoch of a moment.
 *
 * @throws TypeError when it is not a point in time; the message names `field`.
 */
export function parseMoment(moment: Moment, field: string): number {
  const instant = moment instanceof Date ? moment.getTime() : toInstant(moment);
  if (Number.isFinite(instant)) return instant;
  throw new TypeError(
    `Invalid ${field}: ${JSON.stringify(moment)}; pass a Date, milliseconds or an ISO 8601 string`,
  );
}

function parseText(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(text).trim()) ?? [];
  if (amount === undefined || unit === undefined) return Number.NaN;
  return Number(amount) * (MILLISECONDS_OF[unit] ?? Number.NaN);
}

function toInstant(moment: number | string): number {
  return typeof moment === 'number' ? moment : Date.parse(moment);
}
