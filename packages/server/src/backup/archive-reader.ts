import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import type { StoredRow } from '../storage/snapshot/copied-tables.ts';
import { ArchiveTally } from './archive-tally.ts';
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
import { readEntry } from './read-entry.ts';
import { BackupError, type BackupKind, openBackup } from './sealed-backup.ts';

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
  readonly #tally = new ArchiveTally();
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
      this.#summary = parseSummary(String(await readEntry(content)));
      return;
    }
    const table = tableOfPart(name);
    if (table !== undefined) return this.#takeRows(name, table, content);
    if (!isFileEntry(name)) throw this.#damaged(`${name} does not belong in a backup`);
    const counted = this.#tally.file(name, content);
    if (this.#visitor.file === undefined) for await (const _ of counted);
    else await this.#visitor.file(name, counted);
  }

  end(): Summary {
    const summary = this.#summary;
    if (summary === undefined) throw this.#damaged('it has no end');
    if (this.#tally.isThatOf(summary)) return summary;
    throw this.#damaged('its entries are not those of its summary');
  }

  async #takeManifest(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    if (name !== MANIFEST) throw this.#damaged('it does not begin with its manifest');
    const bytes = await readEntry(content);
    this.#tally.add(name, bytes);
    const manifest = parseManifest(String(bytes));
    if (manifest.kind !== this.#kind) throw this.#damaged(`it is no ${this.#kind} file`);
    this.#hasManifest = true;
    await this.#visitor.manifest(manifest);
  }

  async #takeRows(name: string, table: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const bytes = await readEntry(content);
    this.#tally.add(name, bytes);
    const lines = bytes.toString('utf8').split('\n').slice(0, -1);
    this.#tally.addRows(table, lines.length);
    await this.#visitor.rows(
      table,
      lines.map((line) => JSON.parse(line)),
    );
  }

  #damaged(reason: string): BackupError {
    return new BackupError(`${this.#path} is damaged: ${reason}`);
  }
}
