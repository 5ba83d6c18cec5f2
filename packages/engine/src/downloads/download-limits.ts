import type { LimitedWindow } from '../rate-limits/rate-windows.ts';
import type { Instant } from '../time/instant.ts';

const MINUTE = 60_000;
/** Downloads a minute (contract §2). A video player makes many requests for one link, a job has many links. */
const PER_LINK = 120;
const PER_CLIENT = 3_000;

/** Returns the windows that count a download: of its link, and of its client if the host knows it. */
export function downloadWindows(
  id: string,
  client: string | null,
  now: Instant,
): readonly LimitedWindow[] {
  const resetAt = (Math.floor(now / MINUTE) + 1) * MINUTE;
  const link = { key: `link:${id}`, limit: PER_LINK, resetAt };
  if (client === null) return [link];
  return [link, { key: `downloads:${client}`, limit: PER_CLIENT, resetAt }];
}
