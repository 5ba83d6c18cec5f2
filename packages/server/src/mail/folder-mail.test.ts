import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { main } from '../cli/main.ts';
import { FolderMail } from './folder-mail.ts';
import { listOutbox, pruneOutbox } from './outbox.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const DAY_MS = 86_400_000;
const MAIL = {
  id: 'mail_1',
  kind: 'sign_in_code',
  to: 'ines@example.org',
  subject: '418 207 is your code',
  text: 'Your code is 418 207\n',
  expires_at: NOW + 600_000,
};

let dataFolder: string;
let folder: string;
let now: number;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'firsthandapi-mail-'));
  folder = join(dataFolder, 'outbox');
  now = NOW;
});

afterEach(() => rm(dataFolder, { recursive: true }));

const open = () => new FolderMail({ folder, from: 'no-reply@localhost', now: () => now });

async function command(...words: string[]) {
  let output = '';
  const add = (text: string) => {
    output += text;
  };
  const code = await main(
    ['mail', ...words],
    { DATA_DIR: dataFolder },
    { write: add, writeError: add },
  );
  return { code, output };
}

it('keeps a file for each mail, which only its owner reads, and one for a mail that is sent again', async () => {
  const mail = open();
  await mail.send(MAIL);
  await mail.send(MAIL);
  expect(await readdir(folder)).toEqual(['mail_1.eml']);
  expect((await stat(join(folder, 'mail_1.eml'))).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await readFile(join(folder, 'mail_1.eml'), 'utf8')).toBe(
    `Date: Fri, 02 Jan 2026 03:04:05 +0000
From: no-reply@localhost
To: ines@example.org
Subject: 418 207 is your code
Message-ID: <mail_1@outbox.invalid>
Expires: Fri, 02 Jan 2026 03:14:05 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Your code is 418 207
`,
  );
});

it('lets no address or subject begin another header of a kept mail', async () => {
  const subject = 'Hello\r\nBcc: all@example.org\u2028Cc: all@example.org';
  await open().send({ ...MAIL, subject, to: 'ines@example.org\nBcc: all@example.org' });
  const text = await readFile(join(folder, 'mail_1.eml'), 'utf8');
  expect(text).not.toMatch(/^B?cc:/im);
});

it('deletes mails that have expired or are seven days old, and unfinished files of a day ago', async () => {
  const mail = open();
  await mail.send({ ...MAIL, id: 'mail_expires' });
  await mail.send({ ...MAIL, id: 'mail_stays', expires_at: null });
  await writeFile(join(folder, 'mail_2.eml.x.tmp'), '');
  await utimes(join(folder, 'mail_2.eml.x.tmp'), NOW / 1_000, NOW / 1_000);
  await pruneOutbox(folder, NOW + 599_999);
  expect(await readdir(folder)).toHaveLength(3);
  await pruneOutbox(folder, NOW + 600_000);
  expect(await readdir(folder)).toEqual(['mail_2.eml.x.tmp', 'mail_stays.eml']);
  await pruneOutbox(folder, NOW + 7 * DAY_MS - 1);
  expect(await readdir(folder)).toEqual(['mail_stays.eml']);
  await pruneOutbox(folder, NOW + 7 * DAY_MS);
  expect(await listOutbox(folder)).toEqual([]);
});

it('lists the outbox, newest first, and shows one mail of it', async () => {
  expect(await command()).toEqual({ code: 0, output: `The outbox ${folder} is empty.\n` });
  await open().send(MAIL);
  now += 1_000;
  await open().send({ ...MAIL, id: 'mail_2', subject: 'Welcome', text: 'Hello \u001b[2J Ines\n' });
  expect((await command()).output).toBe(
    '2026-01-02T03:04:06.000Z  mail_2  ines@example.org  Welcome\n' +
      '2026-01-02T03:04:05.000Z  mail_1  ines@example.org  418 207 is your code\n',
  );
  const { code, output } = await command('mail_2');
  expect(code).toBe(0);
  expect(output).toMatch(/^Subject: Welcome$/m);
  // Control characters would act on the terminal.
  expect(output).toMatch(/\n\nHello {2}\[2J Ines\n$/);
});

it('shows nothing outside of the outbox, and says what it takes', async () => {
  await open().send(MAIL);
  await writeFile(join(dataFolder, 'keyring.eml'), 'a secret');
  expect(await command('../keyring')).toEqual({
    code: 1,
    output: 'The outbox has no mail of this id; `mail` lists those that it has\n',
  });
  expect((await command('mail_1', 'mail_2')).code).toBe(2);
});
