import { MailRefusedError } from '../errors/port-errors.ts';
import type { Mail, MailMessage } from '../ports.ts';
import type { MailRecord, TaskRecord } from '../store/records.ts';
import type { Store, Tables } from '../store/store.ts';
import type { Instant } from '../time/instant.ts';
import type { AfterCommit } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';
import { openMail } from './sealed-mail.ts';

/** The kind of task that is a mail's turn to be sent; its subject is the mail. */
export const MAIL_TASK = 'mail.send';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** When a mail has its next turn, after each that did not send it. After the last of them it is given up. */
const RETRY_DELAYS_MS = [1, 5, 30, 120, 480, 5].map((minutes) => minutes * MINUTE_MS);
/** Longer than an attempt takes: an adapter has to end within half a minute. */
const LEASE_MS = MINUTE_MS;

/** A mail in its turn, and the one that it is the turn of: an earlier mail to the same address leaves first. */
interface Turn {
  readonly first: MailRecord;
  readonly owner: MailRecord;
}

/** Schedules a turn of a mail. */
export function scheduleTurn(
  { tables }: Pick<Work, 'tables'>,
  { id, attempts }: MailRecord,
  due_at: Instant,
): Promise<void> {
  return tables.tasks.schedule({
    id: `${MAIL_TASK}:${id}:${attempts}`,
    due_at,
    kind: MAIL_TASK,
    subject: id,
    data: {},
  });
}

/**
 * Task `mail.send`: attempts, after the commit, to send the mail that has waited longest of those to the address, up to the
 * task's own; once it is sent, the turn continues with the next. So no mail overtakes an earlier one, and none waits for the
 * next turn of an earlier one. The mail's next turn is scheduled before: a mail whose process died is sent again, and the
 * receiver recognises it by its id.
 */
export async function mailTask(work: Work, task: TaskRecord): Promise<AfterCommit | undefined> {
  const { ports, tables, now } = work;
  const owner = await tables.mails.get(task.subject);
  if (owner === undefined) return undefined;
  if (ports.mail === undefined || !(await countTurn(work, owner, task))) {
    return discard(tables, owner);
  }
  const found = await firstToSend(work, owner);
  if (found === undefined) return undefined;
  if (isLeased(found.record, now)) return putOff(work, task, found.record);
  const first = { ...found.record, leased_until: now + LEASE_MS };
  await tables.mails.update(first);
  const { mail, store } = ports;
  return { run: () => attempt(mail, store, { first, owner }, found.message, now) };
}

/** Schedules the next turn of a mail, unless this turn continues an earlier one. Returns false after the last turn. */
async function countTurn(work: Work, owner: MailRecord, { data }: TaskRecord): Promise<boolean> {
  if (data.after !== undefined) return true;
  const delay = RETRY_DELAYS_MS[owner.attempts];
  if (delay === undefined) return false;
  const counted = { ...owner, attempts: owner.attempts + 1 };
  await work.tables.mails.update(counted);
  await scheduleTurn(work, counted, work.now + delay);
  return true;
}

/** Returns the mail that leaves first. Discards those that nobody can use any more; undefined when the owner is one. */
async function firstToSend(
  work: Work,
  owner: MailRecord,
): Promise<{ readonly record: MailRecord; readonly message: MailMessage } | undefined> {
  const { tables, now } = work;
  for (;;) {
    const record = await longestWaiting(tables, owner);
    if (record === undefined) return undefined;
    const message = await openMail(work, record);
    if (message.expires_at === null || message.expires_at > now) return { record, message };
    await discard(tables, record);
  }
}

/** Returns the oldest mail to the owner's address, if it is not younger than the owner. */
async function longestWaiting(
  { mails }: Tables,
  { id, recipient }: MailRecord,
): Promise<MailRecord | undefined> {
  if (recipient === null) return mails.get(id);
  const [oldest] = await mails.list({ where: { recipient }, order: 'oldest', limit: 1 });
  return oldest !== undefined && oldest.id <= id ? oldest : undefined;
}

/** A lease that ends later than any lease can is of a clock that was wrong. */
function isLeased({ leased_until }: MailRecord, now: Instant): boolean {
  return leased_until !== null && leased_until > now && leased_until <= now + LEASE_MS;
}

/** Another turn is sending the mail that leaves first. */
async function putOff(
  { tables, now }: Work,
  { id, subject }: TaskRecord,
  first: MailRecord,
): Promise<undefined> {
  const data = { after: first.id };
  await tables.tasks.schedule({ id, due_at: now + SECOND_MS, kind: MAIL_TASK, subject, data });
}

async function attempt(
  mail: Mail,
  store: Store,
  turn: Turn,
  message: MailMessage,
  now: Instant,
): Promise<void> {
  try {
    await mail.send(message);
  } catch (error) {
    const isRefused = error instanceof MailRefusedError;
    await store.transact((tables) => noteFailure(tables, turn, isRefused, now));
    throw error;
  }
  await store.transact(async (tables) => {
    if ((await tables.mails.get(turn.first.id)) === undefined) return;
    await tables.mails.delete(turn.first.id);
    await continueTurn(tables, turn, now);
  });
}

/** A mail that is refused for what it is must not hold up those behind it: from then on, it is tried for itself. */
async function noteFailure(
  tables: Tables,
  turn: Turn,
  isRefused: boolean,
  now: Instant,
): Promise<void> {
  const current = await tables.mails.get(turn.first.id);
  if (current === undefined) return;
  const recipient = isRefused ? null : current.recipient;
  await tables.mails.update({ ...current, recipient, leased_until: null });
  if (isRefused) await continueTurn(tables, turn, now);
}

/** Goes on with the next mail, if the one that left was not the last of the turn. */
async function continueTurn({ tasks }: Tables, { first, owner }: Turn, now: Instant) {
  if (first.id === owner.id) return;
  await tasks.schedule({
    id: `${MAIL_TASK}:${owner.id}:after:${first.id}`,
    due_at: now,
    kind: MAIL_TASK,
    subject: owner.id,
    data: { after: first.id },
  });
}

async function discard({ mails }: Tables, { id }: MailRecord): Promise<undefined> {
  await mails.delete(id);
}
