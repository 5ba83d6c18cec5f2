import type { Mail, MailMessage } from '../ports.ts';

/** Keeps mails in memory, for tests and sandboxes. */
export class MemoryMail implements Mail {
  readonly messages: MailMessage[] = [];

  async send(message: MailMessage): Promise<void> {
    this.messages.push(message);
  }
}
