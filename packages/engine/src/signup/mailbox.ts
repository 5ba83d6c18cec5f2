import type { Keyring } from '../ports.ts';

/** Gmail delivers to the same mailbox with and without dots, under either name. */
const WITHOUT_DOTS: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * Returns the address that mail to `email` ends up at: lower case, without a `+tag` and, at Gmail, without dots. For
 * comparison only; an organization keeps its address as it was given.
 */
export function mailboxOf(email: string): string {
  const address = email.toLowerCase();
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const [local = ''] = address.slice(0, at).split('+');
  return WITHOUT_DOTS.has(domain) ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`;
}

/**
 * Returns what identifies a mailbox without storing a second form of the address: a keyed hash under each signing key, the
 * current one first.
 */
export function mailboxIdentities(
  keyring: Pick<Keyring, 'signatures'>,
  email: string,
): readonly string[] {
  return keyring.signatures('mailbox', mailboxOf(email));
}
