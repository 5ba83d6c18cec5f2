import type { Work } from '@firsthandapi/engine';
import { openMail } from '@firsthandapi/engine/people';
import type { SentMail } from '../world/person.ts';

/** Returns every mail that the service has written, oldest first. */
export async function outboxOf(work: Work): Promise<SentMail[]> {
  const mails = await work.tables.mails.list({
    order: 'oldest',
    limit: Number.POSITIVE_INFINITY,
  });
  return Promise.all(
    mails.map(async (mail) => {
      const { to, kind, subject, text } = await openMail(work, mail);
      return { to, kind, subject, text, code: kind === 'sign_in_code' ? codeIn(text) : null };
    }),
  );
}

function codeIn(text: string): string | null {
  return /\d{3} \d{3}/.exec(text)?.[0].replace(' ', '') ?? null;
}
