import { join } from 'node:path';
import type { S3Settings } from '../aws/aws-settings.ts';
import { FolderStorage } from './folder-storage.ts';
import type { SealedStorage } from './sealed-storage.ts';

/** What decides where sealed files lie: in a bucket, or else in the data folder. */
export interface StorageLocation {
  readonly dataFolder: string;
  readonly s3?: S3Settings | undefined;
}

/**
 * Returns the storage of a server's sealed files.
 *
 * @param observe Called after each attempt of a request to a bucket.
 * @throws UnavailableError when the bucket cannot be used
 */
export async function openStorage(
  { dataFolder, s3 }: StorageLocation,
  observe?: S3Settings['onAttempt'],
): Promise<SealedStorage> {
  if (s3 === undefined) return new FolderStorage(filesFolderOf(dataFolder));
  return openBucket({ ...s3, onAttempt: observe });
}

/** The adapter of S3 is loaded only when it is used: most servers start without it. */
export async function openBucket(s3: S3Settings) {
  const { BucketStorage } = await import('./bucket-storage.ts');
  const storage = new BucketStorage(s3);
  // An operator who starts with the wrong bucket is told now, not by a worker whose upload fails.
  await storage.hasAny();
  return storage;
}

/** Returns the folder of sealed files in a data folder. */
export function filesFolderOf(dataFolder: string): string {
  return join(dataFolder, 'files');
}
