import { createHash } from 'node:crypto';
import type { Summary } from './backup-format.ts';

/** Adds up the entries of a backup while they are written or read. */
export class ArchiveTally {
  readonly #hash = createHash('sha256');
  readonly #rows = new Map<string, number>();
  #files = 0;

  /** Counts an entry that fits into memory. */
  add(name: string, bytes: Buffer): void {
    this.#hash.update(name).update(bytes);
  }

  /** Counts rows of a table. */
  addRows(table: string, count: number): void {
    this.#rows.set(table, (this.#rows.get(table) ?? 0) + count);
  }

  /** Counts a file, and yields its content. */
  async *file(name: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    this.#files += 1;
    this.#hash.update(name);
    for await (const piece of content) {
      this.#hash.update(piece);
      yield piece;
    }
  }

  /** What the entries add up to so far. */
  get summary(): Summary {
    return {
      rows: Object.fromEntries(this.#rows),
      files: this.#files,
      sha256: this.#hash.copy().digest('hex'),
    };
  }

  /** Whether a summary states the same; it may name tables without rows. */
  isThatOf({ rows, files, sha256 }: Summary): boolean {
    const found = this.summary;
    const counts = Object.entries(rows).filter(([, count]) => count > 0);
    return (
      sha256 === found.sha256 &&
      files === found.files &&
      counts.length === this.#rows.size &&
      counts.every(([table, count]) => this.#rows.get(table) === count)
    );
  }
}
