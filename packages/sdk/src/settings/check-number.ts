import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/**
 * Returns the number, or throws when it is out of range.
 *
 * @throws FirstHandConfigurationError that names the option and its range
 */
export function checkNumber(
  name: string,
  value: number | undefined,
  least: number,
  most = Infinity,
): number {
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new FirstHandConfigurationError(`Invalid ${name}: pass a number from ${least} to ${most}`);
}
