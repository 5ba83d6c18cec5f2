import type { Instant } from '@firsthandapi/engine';
import { TrustedClock } from '../clock/trusted-clock.ts';
import { ClockWatch } from '../clock/watch-clock.ts';
import { UlidIds } from '../host/ulid-ids.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { BuildContext } from './build-context.ts';

export interface OpenedClock {
  readonly clock: TrustedClock;
  readonly clockWatch: ClockWatch;
  readonly ids: UlidIds;
}

/** Returns the clock, checked against the latest time that the database knows, and the ids that follow it. */
export async function openClock(
  { configuration, resources, log, onError }: BuildContext,
  store: SqlStore,
): Promise<OpenedClock> {
  // Read before anything accepts an earlier time: ids may exist up to this one.
  const latest = await store.readLatestTime();
  if (configuration.acceptClock) await store.acceptTime(Date.now());
  const clock = new TrustedClock(await store.readLatestTime());
  const clockWatch = new ClockWatch({ clock, store, log, onError });
  await clockWatch.start();
  resources.add(() => clockWatch.stop());
  return { clock, clockWatch, ids: createIds(latest, clock) };
}

/** Ids greater than all earlier ones, also after the clock was set back, and none ahead of a doubtful clock. */
function createIds(latest: Instant | undefined, clock: TrustedClock): UlidIds {
  const after = latest !== undefined && latest > clock.now() ? latest : 0;
  return new UlidIds(after, () =>
    clock.doubt === undefined ? Number.POSITIVE_INFINITY : clock.certain(),
  );
}
