import type { Keyring, MailMessage } from '../ports.ts';
import type { MailRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { scheduleTurn } from './mail-turn.ts';
import { sealMail } from './sealed-mail.ts';

const RECIPIENT_PURPOSE = 'mail-recipient';

/**
 * Sends a mail once the transaction has committed. Mails to one address leave in the order in which they were written.
 */
export async function sendMail(work: Work, mail: Omit<MailMessage, 'id'>): Promise<void> {
  const { ports, tables, now } = work;
  const record: MailRecord = {
    id: ports.ids.next('mail', now),
    kind: mail.kind,
    recipient: recipientOf(ports.keyring, mail.to),
    sealed_message: await sealMail(ports.keyring, mail),
    attempts: 0,
    leased_until: null,
    created_at: now,
  };
  await tables.mails.insert(record);
  await scheduleTurn(work, record, now);
}

/** Returns what stands for an address: its mails are sealed, and those that wait before one have to be found. */
function recipientOf(keyring: Pick<Keyring, 'sign'>, address: string): string {
  return keyring.sign(RECIPIENT_PURPOSE, address.toLowerCase());
}
