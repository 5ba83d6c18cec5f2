import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import type { StoredRow } from '../storage/snapshot/copied-tables.ts';
import {
  isFileEntry,
  MANIFEST,
  type Manifest,
  parseManifest,
  parseSummary,
  SUMMARY,
  type Summary,
  tableOfPart,
} from './backup-format.ts';
import type { BackupSecret } from './backup-secret.ts';
import { BackupError, type BackupKind, openBackup } from './sealed-backup.ts';

/** Longest part: a part ends after the row with which it reaches a megabyte. */
const LONGEST_PART = 64 * 1024 * 1024;

/** What to do with the entries of a backup. */
export interface ArchiveVisitor {
  manifest(manifest: Manifest): Promise<void> | void;
  rows(table: string, rows: readonly StoredRow[]): Promise<void> | void;
  /** Must read the content to its end. */
  file?(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
}

/**
 * Reads a backup from its beginning to its end, and returns its summary, which is checked against what was read.
 *
 * @throws BackupError when the file is damaged, foreign, or not complete
 */
export async function readArchive(
  path: string,
  kind: BackupKind,
  secret: BackupSecret,
  visitor: ArchiveVisitor,
): Promise<Summary> {
  const reading = new Reading(path, kind, visitor);
  const entries = extract();
  // The tar stream takes over errors of its source, and `for await` below throws them.
  const source = Readable.from(openBackup(path, kind, secret));
  source.on('error', (error) => entries.destroy(error));
  source.pipe(entries);
  try {
    for await (const entry of entries)
      await reading.take(entry.header.name, entry as AsyncIterable<Uint8Array>);
  } finally {
    source.destroy();
  }
  return reading.end();
}

class Reading {
  readonly #path: string;
  readonly #kind: BackupKind;
  readonly #visitor: ArchiveVisitor;
  readonly #hash = createHash('sha256');
  readonly #rows = new Map<string, number>();
  #files = 0;
  #hasManifest = false;
  #summary: Summary | undefined;

  constructor(path: string, kind: BackupKind, visitor: ArchiveVisitor) {
    this.#path = path;
    this.#kind = kind;
    this.#visitor = visitor;
  }

  async take(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    if (this.#summary !== undefined) throw this.#damaged(`${name} follows the summary`);
    if (!this.#hasManifest) return this.#takeManifest(name, content);
    if (name === SUMMARY) {
      this.#summary = parseSummary(String(await whole(content)));
      return;
    }
    const table = tableOfPart(name);
    if (table !== undefined) return this.#takeRows(name, table, content);
    if (!isFileEntry(name)) throw this.#damaged(`${name} does not belong in a backup`);
    this.#files += 1;
    this.#hash.update(name);
    const hash = this.#hash;
    async function* hashed() {
      for await (const chunk of content) {
        hash.update(chunk);
        yield chunk;
      }
    }
    if (this.#visitor.file === undefined) for await (const _ of hashed());
    else await this.#visitor.file(name, hashed());
  }

  end(): Summary {
    const summary = this.#summary;
    if (summary === undefined) throw this.#damaged('it has no end');
    const counts = Object.entries(summary.rows).filter(([, count]) => count > 0);
    const isSame =
      summary.sha256 === this.#hash.digest('hex') &&
      summary.files === this.#files &&
      counts.length === this.#rows.size &&
      counts.every(([table, count]) => this.#rows.get(table) === count);
    if (!isSame) throw this.#damaged('its entries are not those of its summary');
    return summary;
  }

  async #takeManifest(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    if (name !== MANIFEST) throw this.#damaged('it does not begin with its manifest');
    const bytes = await whole(content);
    this.#hash.update(name).update(bytes);
    const manifest = parseManifest(String(bytes));
    if (manifest.kind !== this.#kind) throw this.#damaged(`it is no ${this.#kind} file`);
    this.#hasManifest = true;
    await this.#visitor.manifest(manifest);
  }

  async #takeRows(name: string, table: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const bytes = await whole(content);
    this.#hash.update(name).update(bytes);
    const lines = bytes.toString('utf8').split('\n').slice(0, -1);
    this.#rows.set(table, (this.#rows.get(table) ?? 0) + lines.length);
    await this.#visitor.rows(
      table,
      lines.map((line) => JSON.parse(line)),
    );
  }

  #damaged(reason: string): BackupError {
    return new BackupError(`${this.#path} is damaged: ${reason}`);
  }
}

async function whole(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  let size = 0;
  async function* bounded() {
    for await (const chunk of content) {
      size += chunk.length;
      if (size > LONGEST_PART) throw new BackupError('A part of the backup is too long');
      yield chunk;
    }
  }
  return buffer(bounded());
}
