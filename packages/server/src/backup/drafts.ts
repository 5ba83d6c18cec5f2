import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../disk/durable-files.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { DRAFT, type Summary } from './backup-format.ts';
import type { BackupSecret } from './backup-secret.ts';
import { type BackupKind, sealBackup } from './sealed-backup.ts';

/** A sealed file that has not got its name. */
interface Draft {
  readonly bytes: number;
  readonly summary: Summary;
}

/** The files of a backup until they are complete. */
export class Drafts {
  readonly #target: string;
  readonly #secret: BackupSecret;
  readonly #paths: string[] = [];

  constructor({ target, secret }: { readonly target: string; readonly secret: BackupSecret }) {
    this.#target = target;
    this.#secret = secret;
  }

  /** Seals what `write` writes. */
  async seal(kind: BackupKind, write: (writer: ArchiveWriter) => Promise<void>): Promise<Draft> {
    const path = this.#pathOf(kind);
    this.#paths.push(path);
    await rm(path, { force: true });
    const writer = new ArchiveWriter();
    const chunks = writer.chunks(() => write(writer));
    const bytes = await sealBackup(path, kind, this.#secret, chunks);
    return { bytes, summary: writer.summary };
  }

  /** Gives a complete file its name, durably, and returns its path. */
  async publish(kind: BackupKind, name: string): Promise<string> {
    const path = join(this.#target, name);
    await rename(this.#pathOf(kind), path);
    await syncFolder(this.#target);
    return path;
  }

  /** Removes those that were not published. */
  async remove(): Promise<void> {
    for (const path of this.#paths) await rm(path, { force: true });
  }

  #pathOf(kind: BackupKind): string {
    return join(this.#target, `${kind}${DRAFT}`);
  }
}
