import type { Session } from '../../session/session.ts';

/** Copies a text, and says so. */
export function copyText(session: Session, text: string, what: string): Promise<boolean> {
  return session.attempt(async () => {
    if (navigator.clipboard === undefined) {
      throw new Error('This browser copies on https and on this machine only: select the text');
    }
    await navigator.clipboard.writeText(text);
  }, `Copied ${what}`);
}
