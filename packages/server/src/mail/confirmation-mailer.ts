import type { ConfirmationMail, Mail, Mailer } from '@firsthandapi/engine';

/** Mails the link of `/signup/confirm`, in words that nobody who signs up has chosen. */
export class ConfirmationMailer implements Mailer {
  readonly #mail: Mail;
  readonly #publicUrl: string;

  constructor(mail: Mail, publicUrl: string) {
    this.#mail = mail;
    this.#publicUrl = publicUrl;
  }

  sendConfirmation({ organization_id, email, token, expires_at }: ConfirmationMail): Promise<void> {
    const query = new URLSearchParams({ organization: organization_id, token });
    const link = `${this.#publicUrl}/signup/confirm?${query}`;
    return this.#mail.send({
      id: `confirm_${organization_id}`,
      kind: 'email_confirmation',
      to: email,
      subject: 'Confirm your e-mail address',
      text: textOf(link, expires_at),
      expires_at,
    });
  }
}

function textOf(link: string, expiresAt: number): string {
  const [day = '', time = ''] = new Date(expiresAt).toISOString().split('T');
  return `This address was used to sign up for FirstHandAPI. Confirm it to get your free credits:

${link}

The link is valid until ${day}, ${time.slice(0, 5)} UTC. If it was not you, ignore this mail.
`;
}
