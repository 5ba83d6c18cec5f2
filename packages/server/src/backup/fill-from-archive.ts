import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { ErasureRecord } from '@firsthandapi/engine';
import { LATEST_VERSION, migrate } from '../storage/migrate.ts';
import { openSchema, type StoreLocation } from '../storage/open-store.ts';
import { DATA_KEYS, type Filling, type StoredRow } from '../storage/snapshot/copied-tables.ts';
import { openFilling } from '../storage/snapshot/open-snapshot.ts';
import { readArchive } from './archive-reader.ts';
import type { Manifest, Summary } from './backup-format.ts';
import type { BackupSecret } from './backup-secret.ts';
import { BackupError } from './sealed-backup.ts';
import type { UnpackedFiles } from './unpacked-files.ts';

/** Further than a database counts events or transactions. */
const POSITION_STEP = 2 ** 40;

/** An archive with its keys, and the empty place that it is unpacked into. */
export interface FillPlan {
  readonly archive: string;
  readonly keys: string;
  readonly secret: BackupSecret;
  readonly store: StoreLocation;
  readonly files: UnpackedFiles;
  /** Called when everything is unpacked, before it is committed. */
  readonly onFilled?: () => Promise<void>;
}

/** What was unpacked. */
export interface Filled {
  readonly manifest: Manifest;
  readonly summary: Summary;
  /** Organizations whose data key no longer exists, so that what is sealed of them cannot be read. */
  readonly withoutKey: number;
  /** Erasures completed since the archive was made, the oldest first. */
  readonly erasures: readonly ErasureRecord[];
}

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

class Unpacking {
  readonly #plan: FillPlan;
  readonly #keys: Manifest;
  #filling: Filling | undefined;
  #manifest: Manifest | undefined;

  constructor(plan: FillPlan, keys: Manifest) {
    this.#plan = plan;
    this.#keys = keys;
  }

  get filling(): Filling {
    if (this.#filling === undefined) throw new Error('The manifest comes first');
    return this.#filling;
  }

  async run(): Promise<Filled> {
    const { archive, keys, secret } = this.#plan;
    const summary = await readArchive(archive, 'archive', secret, {
      manifest: (manifest) => this.#begin(manifest),
      rows: (table, rows) => this.#insert(table, rows),
      file: (name, content) => this.#plan.files.write(name.slice('files/'.length), content),
    });
    const known = new Set(
      (await this.filling.all(`SELECT id FROM erasures WHERE status = 'completed'`)).map(({ id }) =>
        String(id),
      ),
    );
    const erasures: ErasureRecord[] = [];
    await readArchive(keys, 'keys', secret, {
      manifest: () => {},
      rows: async (table, rows) => {
        if (table === DATA_KEYS) return this.#insert(DATA_KEYS, rows);
        for (const row of rows) if (!known.has(String(row.id))) erasures.push(erasureOf(row));
      },
    });
    await this.filling.run(
      `INSERT INTO data_keys (id, wrapped) SELECT id, NULL FROM organizations
       WHERE id NOT IN (SELECT id FROM data_keys)`,
    );
    await this.filling.run('UPDATE tasks SET leased_until = NULL');
    await this.#requireRows(summary);
    if (this.filling.columns.has('event_clock')) await this.#moveEventClock();
    const [row] = await this.filling.all(
      `SELECT count(*) AS count FROM organizations JOIN data_keys ON data_keys.id = organizations.id
       WHERE wrapped IS NULL AND erased_at IS NULL`,
    );
    if (this.#manifest === undefined) throw new Error('The manifest comes first');
    erasures.sort((a, b) => Number(a.completed_at) - Number(b.completed_at));
    return { manifest: this.#manifest, summary, withoutKey: Number(row?.count), erasures };
  }

  async close(): Promise<void> {
    await this.#filling?.close();
  }

  async #begin(manifest: Manifest): Promise<void> {
    const { archive, store } = this.#plan;
    if (manifest.database !== this.#keys.database) {
      throw new BackupError(`${archive} and its keys file belong to different databases`);
    }
    if (manifest.created_at > this.#keys.created_at) {
      throw new BackupError(
        `The keys file is older than ${archive}: use the one that was stored last`,
      );
    }
    if (manifest.schema_version > LATEST_VERSION) {
      throw new BackupError(
        `${archive} has schema version ${manifest.schema_version}, but this version supports ${LATEST_VERSION}; restore it with the newer version`,
      );
    }
    const schema = await openSchema(store);
    try {
      const version = await schema.version();
      if (version !== 0 && version !== manifest.schema_version) throw notEmpty();
      await migrate(schema, manifest.schema_version);
    } finally {
      await schema.close();
    }
    this.#filling = await openFilling(store);
    this.#manifest = manifest;
    for (const table of ['organizations', 'keyring_fingerprints']) {
      const rows = await this.#filling.all(`SELECT 1 AS one FROM ${table} LIMIT 1`);
      if (rows.length > 0) throw notEmpty();
    }
  }

  async #insert(table: string, rows: readonly StoredRow[]): Promise<void> {
    const columns = this.filling.columns.get(table);
    const [first] = rows;
    if (first === undefined) return;
    if (columns === undefined || Object.keys(first).some((name) => !columns.has(name))) {
      throw new BackupError(`The archive has a table ${table} that its schema version does not`);
    }
    if (table !== 'tasks') return this.filling.insert(table, rows);
    // The database assigns a new sequence, in the same order.
    await this.filling.insert(
      table,
      rows.map(({ sequence: _, ...row }) => row),
    );
  }

  /** Events from now on come after every position that the database has given, also since the backup was made. */
  async #moveEventClock(): Promise<void> {
    const [row] = await this.filling.all(
      `SELECT max(position) AS last FROM (
        SELECT position FROM event_clock UNION ALL SELECT position FROM events) AS positions`,
    );
    const next = Number(row?.last ?? 0) + POSITION_STEP;
    await this.filling.run('DELETE FROM event_clock');
    await this.filling.run(`INSERT INTO event_clock (id, position) VALUES (1, ${next})`);
  }

  async #requireRows({ rows }: Summary): Promise<void> {
    for (const [table, expected] of Object.entries(rows)) {
      const [found] = await this.filling.all(`SELECT count(*) AS count FROM "${table}"`);
      if (Number(found?.count) !== expected) {
        throw new BackupError(
          `${table} has ${Number(found?.count)} rows after the restore, not ${expected}`,
        );
      }
    }
  }
}

async function manifestOfKeys({ keys, secret }: FillPlan): Promise<Manifest> {
  let found: Manifest | undefined;
  await readArchive(keys, 'keys', secret, {
    manifest: (manifest) => {
      found = manifest;
    },
    rows: () => {},
  });
  if (found === undefined) throw new BackupError(`${keys} has no manifest`);
  return found;
}

function erasureOf(row: StoredRow): ErasureRecord {
  const parsed = (name: string) => JSON.parse(String(row[name]));
  return {
    ...row,
    target: parsed('target'),
    erased: parsed('erased'),
    retained: parsed('retained'),
  } as unknown as ErasureRecord;
}

async function removeDatabase(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
}

function notEmpty(): BackupError {
  return new BackupError('The database is not empty: restore into a new one');
}
