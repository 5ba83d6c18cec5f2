import { type Instant, type Mail, type MailMessage, MailRefusedError } from '@firsthandapi/engine';
import { repeat } from '../background/repeat.ts';
import type { Configuration } from '../configuration.ts';
import type { Resources } from '../host/resources.ts';
import { FolderMail } from '../mail/folder-mail.ts';
import { MailNotSent } from '../mail/mail-not-sent.ts';
import { outboxFolderOf, pruneOutbox } from '../mail/outbox.ts';

const PRUNE_INTERVAL_MS = 10 * 60_000;

export interface OpenMailOptions {
  readonly now: () => Instant;
  /** Called once an attempt has ended: `sent`, or why not. */
  readonly onMail: (outcome: string) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Returns what sends mails: an SMTP server, or the outbox. Mails in the outbox are deleted in time in either case: it may have
 * been in use before.
 */
export async function openMail(
  { dataFolder, smtp, mailFrom }: Configuration,
  resources: Resources,
  { now, onMail, onError }: OpenMailOptions,
): Promise<Mail> {
  const folder = outboxFolderOf(dataFolder);
  const prune = () => pruneOutbox(folder, now());
  resources.add(repeat(prune, { intervalMs: PRUNE_INTERVAL_MS, onError }));
  if (smtp === undefined) {
    return counted(new FolderMail({ folder, from: mailFrom, now }), onMail);
  }
  // Loaded only when it is used: most servers start without it.
  const { SmtpMail } = await import('../mail/smtp-mail.ts');
  return counted(new SmtpMail({ ...smtp, from: mailFrom }), onMail);
}

function counted(mail: Mail, onMail: (outcome: string) => void): Mail {
  return {
    async send(message: MailMessage) {
      try {
        await mail.send(message);
      } catch (error) {
        onMail(outcomeOf(error));
        throw error;
      }
      onMail('sent');
    },
  };
}

function outcomeOf(error: unknown): string {
  if (error instanceof MailRefusedError) return 'refused';
  return error instanceof MailNotSent ? error.problem : 'failed';
}
