import { mkdir } from 'node:fs/promises';
import { BucketHealth } from '../files/bucket-health.ts';
import { filesFolderOf, openStorage } from '../files/open-storage.ts';
import { SealedFiles } from '../files/sealed-files.ts';
import type { BuildContext } from './build-context.ts';
import type { Foundation } from './open-foundation.ts';

export interface OpenedFiles {
  readonly files: SealedFiles;
  readonly bucketHealth: BucketHealth;
}

/** Opens the storage of sealed files, a folder or a bucket. */
export async function openFiles(
  { configuration, resources, metrics, onError }: BuildContext,
  { keyring, store }: Foundation,
): Promise<OpenedFiles> {
  const { dataFolder, s3 } = configuration;
  const bucketHealth = new BucketHealth();
  if (s3 === undefined) await mkdir(filesFolderOf(dataFolder), { recursive: true, mode: 0o700 });
  const storage = await openStorage(configuration, (operation, outcome) => {
    metrics.noteBucketRequest(operation, outcome);
    bucketHealth.note(outcome);
  });
  resources.add(() => storage.close());
  // Nothing that is stored depends on it. A bucket may have many, and allow less than a folder, so no start waits for it.
  const removal = storage.removeAbandoned(Date.now()).catch(onError);
  if (s3 === undefined) await removal;
  return { files: new SealedFiles(storage, keyring, store), bucketHealth };
}
