import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '@firsthandapi/engine';
import { codeOf } from '../disk/file-errors.ts';
import { type KeptMail, parseMail } from './kept-mail.ts';

const MAIL = /^\w+\.eml$/;
const DAY_MS = 86_400_000;
const KEPT_MS = 7 * DAY_MS;

/** A mail in the outbox, with its id. */
export interface OutboxMail extends KeptMail {
  readonly id: string;
}

/** Returns the folder of the outbox. */
export function outboxFolderOf(dataFolder: string): string {
  return join(dataFolder, 'outbox');
}

/** Returns the mails of an outbox, newest first. */
export async function listOutbox(folder: string): Promise<readonly OutboxMail[]> {
  const mails: OutboxMail[] = [];
  for (const name of await namesIn(folder)) {
    if (!MAIL.test(name)) continue;
    const text = await textOf(join(folder, name));
    const mail = text === undefined ? undefined : parseMail(text);
    if (mail !== undefined) mails.push({ id: name.slice(0, -'.eml'.length), ...mail });
  }
  return mails.sort((one, other) => other.sentAt - one.sentAt || (one.id < other.id ? 1 : -1));
}

/** Returns a mail with its headers; undefined when the outbox has none of this id. */
export async function readFromOutbox(folder: string, id: string): Promise<string | undefined> {
  const name = `${id}.eml`;
  // Only a plain name: an id must not lead out of the folder.
  return MAIL.test(name) ? textOf(join(folder, name)) : undefined;
}

/** Deletes mails that have expired or are seven days old, and what unfinished writes left a day ago. */
export async function pruneOutbox(folder: string, now: Instant): Promise<void> {
  for (const { id, sentAt, expiresAt } of await listOutbox(folder)) {
    if (sentAt + KEPT_MS <= now || (expiresAt !== undefined && expiresAt <= now)) {
      await rm(join(folder, `${id}.eml`), { force: true });
    }
  }
  for (const name of await namesIn(folder)) {
    const file = join(folder, name);
    if (name.endsWith('.tmp') && (await changedAt(file)) + DAY_MS <= now) {
      await rm(file, { force: true });
    }
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await unlessMissing(readdir(folder))) ?? [];
}

function textOf(file: string): Promise<string | undefined> {
  return unlessMissing(readFile(file, 'utf8'));
}

async function changedAt(file: string): Promise<number> {
  return (await unlessMissing(stat(file)))?.mtimeMs ?? Number.POSITIVE_INFINITY;
}

/** The server may delete a mail while it is read. */
async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
