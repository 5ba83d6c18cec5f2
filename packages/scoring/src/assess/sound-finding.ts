import { loudness } from '../sound/loudness.ts';
import type { Sound } from '../sound/wav.ts';
import type { Finding } from './finding.ts';

const SILENT_SHARE = 0.95;
/** Nothing can be heard in a shorter recording. */
export const SHORTEST_SECONDS = 0.5;
export const TOO_SHORT = 'The recording is shorter than half a second.';
const QUIET_DECIBELS = -35;
const CLIPPED_SHARE = 0.01;
/** Recordings shorter than this say little. */
const SHORT_SECONDS = 2;

/** Rates how a recording was made; what is heard in it is not looked at. */
export function soundFinding({ samples, rate }: Sound): Finding {
  const { durationSeconds, silence, clipping, peakDecibels } = loudness(samples, rate);
  if (durationSeconds < SHORTEST_SECONDS || silence > SILENT_SHARE) {
    const reasons = [durationSeconds < SHORTEST_SECONDS ? TOO_SHORT : 'The recording is silent.'];
    return { certain: 'silent', quality: 1, completeness: 1, reasons };
  }
  const reasons: string[] = [];
  let quality = 5;
  let completeness = 5;
  if (peakDecibels < QUIET_DECIBELS) {
    quality = 3;
    reasons.push('The recording is very quiet.');
  }
  if (clipping > CLIPPED_SHARE) {
    quality = Math.min(quality, 3);
    reasons.push('The recording is too loud, and distorted.');
  }
  if (durationSeconds < SHORT_SECONDS) {
    completeness = 3;
    reasons.push('The recording is very short.');
  }
  return { certain: null, quality, completeness, reasons };
}
