import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant, Mail, MailMessage } from '@firsthandapi/engine';
import { formatMail } from './kept-mail.ts';

export interface FolderMailOptions {
  /** Created when the first mail comes. */
  readonly folder: string;
  /** The sender in each mail: an address, or a name with an address in angle brackets. */
  readonly from: string;
  readonly now: () => Instant;
}

/**
 * Keeps mails in a folder, one file each, for servers that send none: the operator reads them there. A mail that is sent again
 * replaces its file, since both have the same id.
 */
export class FolderMail implements Mail {
  readonly #options: FolderMailOptions;

  constructor(options: FolderMailOptions) {
    this.#options = options;
  }

  async send(message: MailMessage): Promise<void> {
    const { folder, from, now } = this.#options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${message.id}.eml`);
    const unfinished = `${file}.${randomUUID()}.tmp`;
    try {
      // On the disk before its row is deleted: a mail survives a loss of power.
      await writeFile(unfinished, formatMail(message, { from, sentAt: now() }), {
        mode: 0o600,
        flush: true,
      });
      await rename(unfinished, file);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }
}
