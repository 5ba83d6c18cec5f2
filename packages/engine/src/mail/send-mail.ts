import type { MailMessage } from '../ports.ts';
import type { MailRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { scheduleTurn } from './mail-turn.ts';
import { sealMail } from './sealed-mail.ts';

/** Sends a mail once the transaction has committed. */
export async function sendMail(work: Work, mail: Omit<MailMessage, 'id'>): Promise<void> {
  const { ports, tables, now } = work;
  const record: MailRecord = {
    id: ports.ids.next('mail', now),
    kind: mail.kind,
    sealed_message: await sealMail(ports.keyring, mail),
    attempts: 0,
    created_at: now,
  };
  await tables.mails.insert(record);
  await scheduleTurn(work, record, now);
}
