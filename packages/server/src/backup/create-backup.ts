import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealedStorage } from '../files/sealed-storage.ts';
import { takeLock } from '../host/process-lock.ts';
import { LATEST_VERSION } from '../storage/migrate.ts';
import type { StoreLocation } from '../storage/open-store.ts';
import { DATA_KEYS, ERASURES, isCopied, type Snapshot } from '../storage/snapshot/copied-tables.ts';
import { openSnapshot } from '../storage/snapshot/open-snapshot.ts';
import { ArchiveWriter } from './archive-writer.ts';
import {
  archiveName,
  DRAFT,
  formatManifest,
  isFileEntry,
  KEYS_FILE,
  MANIFEST,
  type Manifest,
  type Summary,
} from './backup-format.ts';
import type { BackupSecret } from './backup-secret.ts';
import { BackupError, type BackupKind, sealBackup } from './sealed-backup.ts';

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
  const { store, target, files } = source;
  const snapshot = await openSnapshot(store);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await snapshot.close();
    isOpen = false;
  };
  const drafts: string[] = [];
  const seal = async (kind: BackupKind, writer: ArchiveWriter, write: () => Promise<void>) => {
    const path = join(target, `${kind}${DRAFT}`);
    drafts.push(path);
    await rm(path, { force: true });
    return { path, bytes: await sealBackup(path, kind, source.secret, writer.chunks(write)) };
  };
  try {
    const about = await aboutSnapshot(snapshot);
    const keysWriter = new ArchiveWriter();
    const keys = await seal('keys', keysWriter, () => writeKeys(keysWriter, snapshot, about));
    if (source.keysOnly) {
      await publish(target, keys.path, KEYS_FILE);
      return { archive: undefined, bytes: keys.bytes, summary: keysWriter.summary };
    }
    const writer = new ArchiveWriter();
    const archive = await seal('archive', writer, async () => {
      await writer.add(MANIFEST, formatManifest({ ...about, kind: 'archive' }));
      for (const table of snapshot.tables.filter(isCopied)) {
        await writer.addRows(table, snapshot.rows(table));
      }
      await close();
      for await (const name of files.list()) {
        if (isFileEntry(`files/${name}`)) await writer.addFile(name, files);
      }
    });
    await publish(target, keys.path, KEYS_FILE);
    const name = archiveName(about.created_at);
    await publish(target, archive.path, name);
    return { archive: join(target, name), bytes: archive.bytes, summary: writer.summary };
  } finally {
    await close();
    for (const path of drafts) await rm(path, { force: true });
  }
}

async function writeKeys(
  writer: ArchiveWriter,
  snapshot: Snapshot,
  about: Omit<Manifest, 'kind'>,
): Promise<void> {
  await writer.add(MANIFEST, formatManifest({ ...about, kind: 'keys' }));
  await writer.addRows(DATA_KEYS, snapshot.rows(DATA_KEYS));
  async function* completed() {
    for await (const row of snapshot.rows(ERASURES)) if (row.status === 'completed') yield row;
  }
  await writer.addRows(ERASURES, completed());
}

async function aboutSnapshot(snapshot: Snapshot): Promise<Omit<Manifest, 'kind'>> {
  const { schemaVersion } = snapshot;
  if (schemaVersion !== LATEST_VERSION) {
    throw new BackupError(
      `The database has schema version ${schemaVersion}, and this version backs up ${LATEST_VERSION}; use the version of the server, or run: firsthandapi-server migrate`,
    );
  }
  return {
    created_at: Date.now(),
    database: await databaseId(snapshot),
    schema_version: schemaVersion,
  };
}

/** The fingerprint of the keyring's first data key, which a database has for all of its life. */
async function databaseId(snapshot: Snapshot): Promise<string> {
  for await (const { id, fingerprint } of snapshot.rows('keyring_fingerprints')) {
    if (id === 'data key 1') return String(fingerprint);
  }
  throw new BackupError('The database is new: start the server once before you back it up');
}

/** Gives a complete file its name, durably. */
async function publish(target: string, draft: string, name: string): Promise<void> {
  await rename(draft, join(target, name));
  const folder = await open(target, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
