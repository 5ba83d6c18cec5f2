import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BackupSecret } from './backup-secret.ts';
import { type Filled, fillFromArchive } from './fill-from-archive.ts';

/** Restores an archive beside itself, into a database and a folder that are removed afterwards. Throws when it cannot. */
export async function verifyArchive(
  archive: string,
  keys: string,
  secret: BackupSecret,
): Promise<Filled> {
  const folder = await mkdtemp(join(dirname(archive), 'verify-'));
  try {
    return await fillFromArchive({
      archive,
      keys,
      secret,
      store: { kind: 'sqlite', path: join(folder, 'verify.db') },
      filesFolder: join(folder, 'files'),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
