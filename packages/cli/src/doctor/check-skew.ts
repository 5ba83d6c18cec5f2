import { type Finding, failed, ok, warning } from './finding.ts';

/** Receivers reject a webhook whose timestamp is further away. Contract §7. */
const REFUSED_SKEW_S = 300;
/** Less may come from the network and from dates in whole seconds. */
export const NOTABLE_SKEW_S = 30;

/**
 * Judges how far this machine's clock is from another.
 *
 * @param seconds positive when this machine is ahead
 */
export function checkSkew(check: string, seconds: number, remedy: string): Finding {
  const skew = Math.round(seconds);
  const text = `this machine is ${Math.abs(skew)} s ${skew < 0 ? 'behind' : 'ahead of'} the service`;
  if (Math.abs(skew) >= REFUSED_SKEW_S) {
    return failed(check, `${text}: webhooks will be rejected; ${remedy}`);
  }
  return Math.abs(skew) >= NOTABLE_SKEW_S
    ? warning(check, `${text}: ${remedy}`)
    : ok(check, 'agrees');
}
