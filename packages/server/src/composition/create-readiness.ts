import type { BucketHealth } from '../files/bucket-health.ts';
import { filesFolderOf } from '../files/open-storage.ts';
import { databasePart, diskPart } from '../health/parts.ts';
import { Readiness } from '../health/readiness.ts';
import type { BuildContext } from './build-context.ts';
import type { Foundation } from './open-foundation.ts';

/** Returns what `/readyz` checks: the server, until it is leaving, and what it depends on. */
export function createReadiness(
  { configuration }: BuildContext,
  { store, keyringWatch, clockWatch, redis }: Foundation,
  bucketHealth: BucketHealth,
  leaving: AbortSignal,
): Readiness {
  const { dataFolder, minFreeDiskMegabytes, s3 } = configuration;
  const folders = s3 === undefined ? [filesFolderOf(dataFolder)] : [];
  return new Readiness({
    parts: [
      { name: 'server', check: () => (leaving.aborted ? 'shutting down' : undefined) },
      databasePart(store),
      diskPart(dataFolder, folders, minFreeDiskMegabytes),
      { name: 'keyring', check: () => keyringWatch.check() },
    ],
    notes: () => [...clockWatch.notes(), ...bucketHealth.notes(), ...redis.notes()],
  });
}
