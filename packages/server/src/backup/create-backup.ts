import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealedStorage } from '../files/sealed-storage.ts';
import { takeLock } from '../host/process-lock.ts';
import type { StoreLocation } from '../storage/open-store.ts';
import type { Snapshot } from '../storage/snapshot/copied-tables.ts';
import { openSnapshot } from '../storage/snapshot/open-snapshot.ts';
import { archiveName, KEYS_FILE, type Summary } from './backup-format.ts';
import type { BackupSecret } from './backup-secret.ts';
import { Drafts } from './drafts.ts';
import { aboutSnapshot, writeArchive, writeKeys } from './write-snapshot.ts';

/** What a backup is made of, and where it goes. */
export interface BackupSource {
  readonly store: StoreLocation;
  /** The sealed files. */
  readonly files: SealedStorage;
  readonly target: string;
  readonly secret: BackupSecret;
  /** Replaces the keys file only, so that erasures reach the archives that exist. */
  readonly keysOnly?: boolean;
}

/** A backup that was made. */
export interface CreatedBackup {
  /** The path of the archive; undefined when only the keys were replaced. */
  readonly archive: string | undefined;
  readonly bytes: number;
  readonly summary: Summary;
}

/**
 * Copies the database and the files into an archive in the target folder, and replaces the target's keys file. A server
 * may be running. The archive appears when it is complete, and after the keys that it needs.
 */
export async function createBackup(source: BackupSource): Promise<CreatedBackup> {
  const { target } = source;
  await mkdir(target, { recursive: true, mode: 0o700 });
  const release = lockTarget(target);
  try {
    return await createLocked(source);
  } finally {
    release();
  }
}

/** Lets one command at a time change a target. */
export function lockTarget(target: string): () => void {
  return takeLock(join(target, 'backup.lock'));
}

async function createLocked(source: BackupSource): Promise<CreatedBackup> {
  const snapshot = closedOnce(await openSnapshot(source.store));
  const drafts = new Drafts(source);
  try {
    const about = await aboutSnapshot(snapshot);
    const keys = await drafts.seal('keys', (writer) => writeKeys(writer, snapshot, about));
    if (source.keysOnly) {
      await drafts.publish('keys', KEYS_FILE);
      return { archive: undefined, ...keys };
    }
    const archive = await drafts.seal('archive', (writer) =>
      writeArchive(writer, snapshot, source.files, about),
    );
    await drafts.publish('keys', KEYS_FILE);
    return { archive: await drafts.publish('archive', archiveName(about.created_at)), ...archive };
  } finally {
    await snapshot.close();
    await drafts.remove();
  }
}

/** Returns a snapshot that may be closed twice: before the files are copied, and when anything fails. */
function closedOnce(snapshot: Snapshot): Snapshot {
  let isOpen = true;
  return {
    ...snapshot,
    async close() {
      if (isOpen) await snapshot.close();
      isOpen = false;
    },
  };
}
