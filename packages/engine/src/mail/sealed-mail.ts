import type { Keyring, MailMessage } from '../ports.ts';
import type { MailRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

const PURPOSE = 'mail';

/** Returns a mail as its record holds it. */
export function sealMail(
  keyring: Pick<Keyring, 'seal'>,
  mail: Omit<MailMessage, 'id'>,
): Promise<string> {
  return keyring.seal(PURPOSE, JSON.stringify(mail));
}

/** Returns a mail that waits to be sent. */
export async function openMail(
  { ports }: Pick<Work, 'ports'>,
  { id, sealed_message }: MailRecord,
): Promise<MailMessage> {
  return { id, ...JSON.parse(await ports.keyring.open(PURPOSE, sealed_message)) };
}
