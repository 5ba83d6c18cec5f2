import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Filled, FillPlan } from './fill-plan.ts';
import { manifestOfKeys } from './keys-file.ts';
import { Unpacking } from './unpacking.ts';

/**
 * Unpacks an archive into an empty database and an empty place for files, with the data keys of the keys file. Checks what was
 * read, and the number of rows stored. Nothing is left behind when it fails, but tables without rows.
 *
 * @throws BackupError when the place is not empty, or the archive or its keys cannot be used
 */
export async function fillFromArchive(plan: FillPlan): Promise<Filled> {
  const { files } = plan;
  await files.begin();
  const keys = await manifestOfKeys(plan).catch(async (error) => {
    await files.discard();
    throw error;
  });
  const isNewFile = plan.store.kind === 'sqlite' && !existsSync(plan.store.path);
  const unpacking = new Unpacking(plan, keys);
  try {
    const filled = await unpacking.run();
    await plan.onFilled?.();
    await files.commit();
    await unpacking.filling.commit();
    await unpacking.filling.close();
    return filled;
  } catch (error) {
    await unpacking.close();
    await files.discard();
    if (isNewFile && plan.store.kind === 'sqlite') await removeDatabase(plan.store.path);
    throw error;
  }
}

async function removeDatabase(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
}
