import type { SealedStorage } from '../files/sealed-storage.ts';
import { LATEST_VERSION } from '../storage/migrate.ts';
import { DATA_KEYS, ERASURES, isCopied, type Snapshot } from '../storage/snapshot/copied-tables.ts';
import type { ArchiveWriter } from './archive-writer.ts';
import { formatManifest, isFileEntry, MANIFEST, type Manifest } from './backup-format.ts';
import { BackupError } from './sealed-backup.ts';

/** Writes the rows of a snapshot, then the files. No snapshot is kept open while the files are copied, which may take hours. */
export async function writeArchive(
  writer: ArchiveWriter,
  snapshot: Snapshot,
  files: SealedStorage,
  about: Omit<Manifest, 'kind'>,
): Promise<void> {
  await writer.add(MANIFEST, formatManifest({ ...about, kind: 'archive' }));
  for (const table of snapshot.tables.filter(isCopied)) {
    await writer.addRows(table, snapshot.rows(table));
  }
  await snapshot.close();
  for await (const name of files.list()) {
    if (isFileEntry(`files/${name}`)) await writer.addFile(name, files);
  }
}

/** Writes the data keys, and which erasures are complete. */
export async function writeKeys(
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

/** Returns what the manifests say about a snapshot. Throws a `BackupError` when it cannot be backed up by this version. */
export async function aboutSnapshot(snapshot: Snapshot): Promise<Omit<Manifest, 'kind'>> {
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
