import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/**
 * Lets a number through that lies in its range.
 *
 * @throws FirstHandConfigurationError that names it and the range
 */
export function checkNumber(
  name: string,
  value: number | undefined,
  least: number,
  most = Infinity,
): number {
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new FirstHandConfigurationError(`${name} must be a number from ${least} to ${most}`);
}
