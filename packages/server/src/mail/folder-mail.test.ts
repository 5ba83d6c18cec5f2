import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FolderMail } from './folder-mail.ts';

const MAIL = {
  id: 'mail_1',
  kind: 'sign_in_code',
  to: 'ines@example.org',
  subject: '418 207 is your code',
  text: 'Your code is 418 207\n',
  expires_at: null,
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firsthandapi-mail-'));
});

afterEach(() => rm(folder, { recursive: true }));

it('keeps a file for each mail, and one for a mail that is sent again', async () => {
  const outbox = join(folder, 'outbox');
  const mail = new FolderMail(outbox);
  await mail.send(MAIL);
  await mail.send(MAIL);
  expect(await readdir(outbox)).toEqual(['mail_1.eml']);
  expect(await readFile(join(outbox, 'mail_1.eml'), 'utf8')).toBe(
    'To: ines@example.org\nSubject: 418 207 is your code\nMessage-ID: <mail_1>\n\nYour code is 418 207\n',
  );
});

it('lets no address or subject begin another header', async () => {
  await new FolderMail(folder).send({ ...MAIL, subject: 'Hello\r\nBcc: all@example.org' });
  const text = await readFile(join(folder, 'mail_1.eml'), 'utf8');
  expect(text).not.toMatch(/^Bcc:/m);
});
