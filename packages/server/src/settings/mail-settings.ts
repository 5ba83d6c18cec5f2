import { z } from 'zod';
import { type SmtpSettings, smtpSettingsOf, smtpUrlProblem } from '../mail/smtp-settings.ts';
import { missing, type ValuesOf } from './setting.ts';

export const mailSettings = {
  SMTP_URL: {
    meaning:
      'Sends mails: `smtp://user:password@host:587` by STARTTLS, or `smtps://`; in plain only with `?tls=off`. Without it they stay in DATA_DIR/outbox',
    default: '(DATA_DIR/outbox)',
    schema: z
      .string()
      .max(2_048, 'must have at most 2048 characters')
      .superRefine((text, context) => {
        const message = smtpUrlProblem(text);
        if (message !== undefined) context.addIssue({ code: 'custom', message });
      }),
  },
  MAIL_FROM: {
    meaning:
      'Sender of mails, such as `FirstHandAPI <no-reply@example.org>`; required with SMTP_URL',
    default: 'no-reply@localhost',
    schema: z
      .string()
      .regex(
        /^(?:[^<>"\\,;:@\p{Cc}]{1,100} <[^\s<>@,;:"]{1,64}@[^\s<>@,;:"]{1,255}>|[^\s<>@,;:"]{1,64}@[^\s<>@,;:"]{1,255})$/u,
        'must be an address, or a name with an address in angle brackets',
      ),
  },
} as const;

type Values = ValuesOf<typeof mailSettings>;

/** How mails are sent. */
export interface MailConfiguration {
  /** Where mails are handed over; undefined for the outbox, a folder in the data folder. */
  readonly smtp: SmtpSettings | undefined;
  /** The sender of mails: an address, or a name with an address in angle brackets. */
  readonly mailFrom: string;
}

export function readMail(values: Values): MailConfiguration {
  return {
    smtp: values.SMTP_URL === undefined ? undefined : smtpSettingsOf(values.SMTP_URL),
    mailFrom: values.MAIL_FROM ?? 'no-reply@localhost',
  };
}

/** Returns a problem for each setting that does not fit the others. */
export function mailProblems(values: Values): string[] {
  return missing(values, { name: 'SMTP_URL', needs: 'MAIL_FROM' });
}
