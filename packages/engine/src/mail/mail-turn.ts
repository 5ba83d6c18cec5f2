import type { MailRecord, TaskRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import type { AfterCommit } from '../work/task-handler.ts';
import type { Work } from '../work/work.ts';
import { openMail } from './sealed-mail.ts';

/** The kind of task that sends a mail; its subject is the mail. */
export const MAIL_TASK = 'mail.send';

const MINUTE_MS = 60_000;
/** When a mail is tried again, after each attempt that did not succeed. After the last it is given up. */
const RETRY_DELAYS_MS = [1, 5, 30, 120, 480].map((minutes) => minutes * MINUTE_MS);

/**
 * Task `mail.send`: sends the mail after the commit. The next attempt is scheduled before, so that a mail whose process died
 * is sent again; the receiver recognises it by its id.
 */
export async function mailTask(
  work: Work,
  { subject }: TaskRecord,
): Promise<AfterCommit | undefined> {
  const { ports, tables, now } = work;
  const record = await tables.mails.get(subject);
  if (record === undefined) return undefined;
  const message = await openMail(work, record);
  const isExpired = message.expires_at !== null && message.expires_at <= now;
  const delay = RETRY_DELAYS_MS[record.attempts];
  if (ports.mail === undefined || isExpired) return discard(work, record);
  if (delay === undefined) {
    await discard(work, record);
  } else {
    const tried = { ...record, attempts: record.attempts + 1 };
    await tables.mails.update(tried);
    await scheduleTurn(work, tried, now + delay);
  }
  const { mail, store } = ports;
  return {
    async run() {
      await mail.send(message);
      await store.transact(({ mails }) => mails.delete(record.id));
    },
  };
}

async function discard({ tables }: Work, { id }: MailRecord): Promise<undefined> {
  await tables.mails.delete(id);
}

/** Schedules an attempt to send a mail. */
export function scheduleTurn(
  work: Work,
  { id, attempts }: MailRecord,
  due_at: Instant,
): Promise<void> {
  return work.tables.tasks.schedule({
    id: `${MAIL_TASK}:${id}:${attempts}`,
    due_at,
    kind: MAIL_TASK,
    subject: id,
    data: {},
  });
}
