import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isArchiveName } from './backup-format.ts';
import { lockTarget } from './create-backup.ts';

/** What a prune kept and removed: names of archives, the newest first. */
export interface Pruned {
  readonly kept: readonly string[];
  readonly removed: readonly string[];
}

/** Deletes all archives of a target but the newest ones. The keys file stays. */
export async function pruneBackups(target: string, keep: number): Promise<Pruned> {
  // Reading first: a folder that does not exist is not created by its lock.
  await readdir(target);
  const release = lockTarget(target);
  try {
    const names = (await readdir(target)).filter(isArchiveName).sort().reverse();
    const removed = names.slice(keep);
    for (const name of removed) await rm(join(target, name));
    return { kept: names.slice(0, keep), removed };
  } finally {
    release();
  }
}
