import { statSync } from 'node:fs';
import { UnavailableError } from '@firsthandapi/engine';

/**
 * The file that an open connection writes to. When its folder is moved away, unmounted or deleted, SQLite keeps writing
 * to a file that no path leads to any more: writes acknowledged from then on would be lost.
 */
export class DatabaseFile {
  readonly #path: string;
  readonly #identity: string;

  /** The file must exist. */
  constructor(path: string) {
    this.#path = path;
    this.#identity = identityOf(path);
  }

  /** Throws an `UnavailableError` when the path no longer leads to the file that was opened. */
  requirePresent(): void {
    if (this.#isPresent()) return;
    throw new UnavailableError('The database cannot be used: its file is gone or was replaced');
  }

  #isPresent(): boolean {
    try {
      return identityOf(this.#path) === this.#identity;
    } catch {
      return false;
    }
  }
}

function identityOf(path: string): string {
  const { dev, ino } = statSync(path);
  return `${dev}:${ino}`;
}
