import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openStore } from '../storage/open-store.ts';
import type { StoreLocation } from '../storage/store-location.ts';
import { organizationIds } from '../verify/organization-ids.ts';
import { verifyBooks } from '../verify/verify-books.ts';
import type { BackupSecret } from './backup-secret.ts';
import { fillFromArchive } from './fill-from-archive.ts';
import type { Filled } from './fill-plan.ts';
import { BackupError } from './sealed-backup.ts';
import { UnpackedFolder } from './unpacked-files.ts';

/**
 * Restores an archive beside itself, into a database and a folder that are removed afterwards, and verifies the books
 * there.
 *
 * @throws BackupError when it cannot be restored, or when an organization's books do not agree
 */
export async function verifyArchive(
  archive: string,
  keys: string,
  secret: BackupSecret,
): Promise<Filled> {
  const folder = await mkdtemp(join(dirname(archive), 'verify-'));
  try {
    const store = { kind: 'sqlite', path: join(folder, 'verify.db') } as const;
    const files = new UnpackedFolder(join(folder, 'files'));
    const filled = await fillFromArchive({ archive, keys, secret, store, files });
    await requireSoundBooks(store);
    return filled;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function requireSoundBooks(location: StoreLocation): Promise<void> {
  const store = await openStore(location);
  try {
    for await (const id of organizationIds(store)) {
      const [problem] = (await verifyBooks(store, id)).problems;
      if (problem !== undefined) {
        throw new BackupError(`The books of ${id} do not agree in the backup: ${problem.message}`);
      }
    }
  } finally {
    await store.close();
  }
}
