import { pipeline } from 'node:stream/promises';
import { ContentError } from '@firsthandapi/engine';
import { type Header, pack } from 'tar-stream';
import type { OpenFile, SealedStorage } from '../files/sealed-storage.ts';
import type { StoredRow } from '../storage/snapshot/copied-tables.ts';
import { ArchiveTally } from './archive-tally.ts';
import { partName, SUMMARY, type Summary } from './backup-format.ts';

/** A part is written when its rows have this many bytes. */
const PART_BYTES = 1024 * 1024;

/** Writes the entries of a backup as a tar, which `chunks` yields while they are written. */
export class ArchiveWriter {
  readonly #pack = pack();
  readonly #tally = new ArchiveTally();

  /** Yields the tar while `write` adds to it; its last entry is the summary. */
  async *chunks(write: () => Promise<void>): AsyncGenerator<Uint8Array> {
    const written = this.#writeAll(write).catch((error: Error) => this.#pack.destroy(error));
    yield* this.#pack as AsyncIterable<Uint8Array>;
    await written;
  }

  get summary(): Summary {
    return this.#tally.summary;
  }

  /** Adds an entry of a size that fits into memory. */
  add(name: string, content: string | Buffer): Promise<void> {
    const bytes = Buffer.from(content);
    this.#tally.add(name, bytes);
    return this.#entry({ name, size: bytes.length }, (entry) => entry.end(bytes));
  }

  /** Adds the rows of a table, in parts. */
  async addRows(table: string, rows: AsyncIterable<StoredRow>): Promise<void> {
    this.#tally.addRows(table, 0);
    let parts = 0;
    for await (const lines of partsOf(rows)) {
      parts += 1;
      await this.add(partName(table, parts), lines.join(''));
      this.#tally.addRows(table, lines.length);
    }
  }

  /** Adds a sealed file. One that was deleted in the meantime is left out. */
  async addFile(name: string, files: SealedStorage): Promise<void> {
    const file = await openUnlessDeleted(files, name);
    if (file === undefined) return;
    try {
      const entryName = `files/${name}`;
      const content = this.#tally.file(entryName, file.read(0, file.size));
      await this.#entry({ name: entryName, size: file.size }, (entry) => pipeline(content, entry));
    } finally {
      await file.close();
    }
  }

  async #writeAll(write: () => Promise<void>): Promise<void> {
    await write();
    const summary = JSON.stringify(this.summary);
    await this.#entry({ name: SUMMARY, size: Buffer.byteLength(summary) }, (entry) =>
      entry.end(summary),
    );
    this.#pack.finalize();
  }

  #entry(
    header: Pick<Header, 'name'> & { readonly size: number },
    fill: (entry: NodeJS.WritableStream) => unknown,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = this.#pack.entry({ ...header, mode: 0o600 }, (error) => {
        if (error) reject(error);
        else resolve();
      });
      Promise.resolve(fill(entry)).catch(reject);
    });
  }
}

/** Yields the rows as lines, as many at a time as make a part. */
async function* partsOf(rows: AsyncIterable<StoredRow>): AsyncGenerator<readonly string[]> {
  let lines: string[] = [];
  let size = 0;
  for await (const row of rows) {
    const line = `${JSON.stringify(row)}\n`;
    lines.push(line);
    size += line.length;
    if (size < PART_BYTES) continue;
    yield lines;
    lines = [];
    size = 0;
  }
  if (lines.length > 0) yield lines;
}

async function openUnlessDeleted(
  files: SealedStorage,
  name: string,
): Promise<OpenFile | undefined> {
  try {
    return await (await files.find([name]))?.open();
  } catch (error) {
    if (error instanceof ContentError && error.problem === 'missing') return undefined;
    throw error;
  }
}
