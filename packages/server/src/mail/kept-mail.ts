import type { Instant, MailMessage } from '@firsthandapi/engine';

/** A mail as the outbox shows it. */
export interface KeptMail {
  readonly to: string;
  readonly subject: string;
  readonly sentAt: Instant;
  /** After this, it is of no use; undefined for never. */
  readonly expiresAt: Instant | undefined;
}

/** Returns a mail as the text of an `.eml` file, with its headers in plain UTF-8 (RFC 6532), so that people can read it. */
export function formatMail(
  { id, to, subject, text, expires_at }: MailMessage,
  { from, sentAt }: { readonly from: string; readonly sentAt: Instant },
): string {
  const headers = [
    ['Date', dateOf(sentAt)],
    ['From', from],
    ['To', to],
    ['Subject', subject],
    ['Message-ID', `<${id}@outbox.invalid>`],
    ...(expires_at === null ? [] : [['Expires', dateOf(expires_at)]]),
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Transfer-Encoding', '8bit'],
  ];
  const lines = headers.map(([name, value]) => `${name}: ${oneLine(value ?? '')}`);
  return `${lines.join('\n')}\n\n${text}`;
}

/** Reads what `formatMail` wrote; undefined for a file that is no such mail. */
export function parseMail(text: string): KeptMail | undefined {
  const [head = ''] = text.split('\n\n', 1);
  const headers = new Map<string, string>();
  for (const line of head.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) headers.set(line.slice(0, colon), line.slice(colon + 2));
  }
  const sentAt = Date.parse(headers.get('Date') ?? '');
  if (Number.isNaN(sentAt)) return undefined;
  const expires = headers.get('Expires');
  return {
    to: headers.get('To') ?? '',
    subject: headers.get('Subject') ?? '',
    sentAt,
    expiresAt: expires === undefined ? undefined : Date.parse(expires),
  };
}

function dateOf(instant: Instant): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}

/** A header ends where its line does: nothing in a value may begin another, nor move the cursor of a terminal. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
