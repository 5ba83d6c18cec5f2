import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail, MailMessage } from '@firsthandapi/engine';

/**
 * Keeps mails in a folder, one file each, for servers that send none: the operator reads them there. A mail that is sent again
 * replaces its file, since both have the same id.
 */
export class FolderMail implements Mail {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async send({ id, to, subject, text }: MailMessage): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const file = join(this.#folder, `${id}.eml`);
    const unfinished = `${file}.tmp`;
    const lines = [`To: ${oneLine(to)}`, `Subject: ${oneLine(subject)}`, `Message-ID: <${id}>`];
    await writeFile(unfinished, `${lines.join('\n')}\n\n${text}`, { mode: 0o600 });
    await rename(unfinished, file);
  }
}

/** A header ends where its line does: nothing in an address or a subject may begin another. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
