import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine, type ErasureRecord, reviewScorer } from '@firsthandapi/engine';
import { peopleService } from '@firsthandapi/engine/people';
import { systemClock } from '../clock/system-clock.ts';
import type { Configuration } from '../configuration.ts';
import { filesFolderOf, openBucket, openStorage } from '../files/open-storage.ts';
import { SealedFiles } from '../files/sealed-files.ts';
import { openDataFolder, UNFINISHED_RESTORE } from '../host/data-folder.ts';
import { lockFolder } from '../host/process-lock.ts';
import { UlidIds } from '../host/ulid-ids.ts';
import { LocalKeyring } from '../keyring/local-keyring.ts';
import { openKeyringFile } from '../keyring/open-keyring.ts';
import { verifyKeyring } from '../keyring/verify-keyring.ts';
import { LocalPayments } from '../payments/local-payments.ts';
import { openStore } from '../storage/open-store.ts';
import { fillFromArchive } from './fill-from-archive.ts';
import type { Filled, FillPlan } from './fill-plan.ts';
import { UnpackedBucket, type UnpackedFiles, UnpackedFolder } from './unpacked-files.ts';

/** Where a backup is restored to: the place of a server that does not run. */
export type RestoreTarget = Pick<Configuration, 'store' | 'dataFolder' | 'keyringFile'> &
  Partial<Pick<Configuration, 's3' | 'kms'>>;

/**
 * Restores an archive into an empty database and data folder, whose keyring is already in place. Then carries out the
 * erasures again that were completed since.
 *
 * @throws BackupError when the target is not empty, or the archive cannot be used
 */
export async function restoreBackup(
  target: RestoreTarget,
  source: Pick<FillPlan, 'archive' | 'keys' | 'secret'>,
): Promise<Filled> {
  const { store, dataFolder } = target;
  // Without the keyring nothing could be read. Its absence is found before anything is written.
  await openKeyringFile(target);
  openDataFolder(dataFolder);
  const release = lockFolder(dataFolder);
  const marker = join(dataFolder, UNFINISHED_RESTORE);
  try {
    const plan = { ...source, store, files: await unpackedFilesOf(target) };
    const onFilled = () => writeFile(marker, 'Erasures since the backup are to be repeated.\n');
    const filled = await fillFromArchive({ ...plan, onFilled }).catch(async (error) => {
      await rm(marker, { force: true });
      throw error;
    });
    await replayErasures(target, filled.erasures);
    await rm(marker, { force: true });
    return filled;
  } finally {
    release();
  }
}

async function unpackedFilesOf({ dataFolder, s3 }: RestoreTarget): Promise<UnpackedFiles> {
  return s3 === undefined
    ? new UnpackedFolder(filesFolderOf(dataFolder))
    : new UnpackedBucket(await openBucket(s3));
}

async function replayErasures(
  target: RestoreTarget,
  erasures: readonly ErasureRecord[],
): Promise<void> {
  const { dataFolder, s3 } = target;
  const store = await openStore(target.store);
  try {
    const keyring = new LocalKeyring(await openKeyringFile(target));
    await verifyKeyring(store, keyring.material);
    await store.useKeyring(keyring, { storesForErased: true });
    const files = new SealedFiles(await openStorage({ dataFolder, s3 }), keyring, store);
    const engine = engineOf(store, keyring, files);
    for (const erasure of erasures) await engine.replayErasure(erasure);
    if (erasures.length > 0) await store.scrub();
  } finally {
    await store.close();
  }
}

/** An engine that erases: it sends nothing and charges nobody. */
function engineOf(
  store: Awaited<ReturnType<typeof openStore>>,
  keyring: LocalKeyring,
  files: SealedFiles,
) {
  return createEngine(
    {
      store,
      keyring,
      clock: systemClock,
      ids: new UlidIds(),
      files,
      scorer: reviewScorer,
      payments: new LocalPayments(keyring, 'http://localhost'),
      sender: { send: async () => ({ status_code: null, reason: 'connection' }) },
    },
    { people: peopleService },
  );
}
