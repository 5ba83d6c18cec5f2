import type { ErasureRecord } from '@firsthandapi/engine';
import { LATEST_VERSION } from '../storage/migrate.ts';
import { DATA_KEYS, type Filling, type StoredRow } from '../storage/snapshot/copied-tables.ts';
import { readArchive } from './archive-reader.ts';
import type { Manifest } from './backup-format.ts';
import { openEmpty, requireNoRows } from './empty-database.ts';
import type { Filled, FillPlan } from './fill-plan.ts';
import {
  completedErasures,
  countWithoutKey,
  moveEventClock,
  requireRows,
  settleRows,
} from './filled-database.ts';
import { erasureOf } from './keys-file.ts';
import { BackupError } from './sealed-backup.ts';

/** What is unpacked from one archive and its keys. */
export class Unpacking {
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
    const { archive, secret, files } = this.#plan;
    const summary = await readArchive(archive, 'archive', secret, {
      manifest: (manifest) => this.#begin(manifest),
      rows: (table, rows) => this.#insert(table, rows),
      file: (name, content) => files.write(name.slice('files/'.length), content),
    });
    const erasures = await this.#readKeys();
    await settleRows(this.filling);
    await requireRows(this.filling, summary);
    await moveEventClock(this.filling);
    const withoutKey = await countWithoutKey(this.filling);
    if (this.#manifest === undefined) throw new Error('The manifest comes first');
    return { manifest: this.#manifest, summary, withoutKey, erasures };
  }

  async close(): Promise<void> {
    await this.#filling?.close();
  }

  async #begin(manifest: Manifest): Promise<void> {
    const { archive, store } = this.#plan;
    requireFit(archive, manifest, this.#keys);
    this.#filling = await openEmpty(store, manifest.schema_version);
    this.#manifest = manifest;
    await requireNoRows(this.#filling);
  }

  /** Takes the data keys from the keys file, and returns the erasures that the archive does not know of. */
  async #readKeys(): Promise<readonly ErasureRecord[]> {
    const { keys, secret } = this.#plan;
    const known = await completedErasures(this.filling);
    const erasures: ErasureRecord[] = [];
    await readArchive(keys, 'keys', secret, {
      manifest: () => {},
      rows: async (table, rows) => {
        if (table === DATA_KEYS) return this.#insert(DATA_KEYS, rows);
        for (const row of rows) if (!known.has(String(row.id))) erasures.push(erasureOf(row));
      },
    });
    return erasures.sort((a, b) => Number(a.completed_at) - Number(b.completed_at));
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
}

/** Requires that an archive and its keys belong together, and that this version can read them. */
function requireFit(archive: string, manifest: Manifest, keys: Manifest): void {
  if (manifest.database !== keys.database) {
    throw new BackupError(`${archive} and its keys file belong to different databases`);
  }
  if (manifest.created_at > keys.created_at) {
    throw new BackupError(
      `The keys file is older than ${archive}: use the one that was stored last`,
    );
  }
  if (manifest.schema_version > LATEST_VERSION) {
    throw new BackupError(
      `${archive} has schema version ${manifest.schema_version}, but this version supports ${LATEST_VERSION}; restore it with the newer version`,
    );
  }
}
