import { connect, type Socket } from 'node:net';
import { type Mail, type MailMessage, MailRefusedError } from '@firsthandapi/engine';
import { createTransport } from 'nodemailer';
import { oneLine } from './kept-mail.ts';
import { MailNotSent } from './mail-not-sent.ts';
import type { SmtpSettings } from './smtp-settings.ts';

/** Whatever the mail server does: a mail that it takes no sooner is sent again later. */
const DEADLINE_MS = 10_000;
/** One mailbox, which no list of addresses and no display name passes. */
const MAILBOX = /^[^\s\p{Cc},;:<>()"[\]\\@]{1,64}@[^\s\p{Cc},;:<>()"[\]\\@]{1,255}$/u;

export interface SmtpMailOptions extends SmtpSettings {
  /** The sender: an address, or a name with an address in angle brackets. */
  readonly from: string;
}

/** Hands mails to an SMTP server, over a connection for each. */
export class SmtpMail implements Mail {
  readonly #options: SmtpMailOptions;

  constructor(options: SmtpMailOptions) {
    this.#options = options;
  }

  /**
   * @throws MailRefusedError when the server refuses for good what the mail says
   * @throws MailNotSent when it refuses the address, or anything for now, or does not answer within 10 seconds
   */
  async send(message: MailMessage): Promise<void> {
    if (!MAILBOX.test(message.to)) {
      throw new MailNotSent('refused', `The address of mail ${message.id} is not one mailbox`);
    }
    const { host, port } = this.#options;
    const socket = connect({ host, port });
    // Ends the connection whatever state it is in: a server that answers a byte at a time never reaches a time limit of silence.
    const deadline = setTimeout(() => socket.destroy(), DEADLINE_MS);
    try {
      await connected(socket);
      await this.#sendOver(socket, message);
    } catch (error) {
      throw problemOf(error);
    } finally {
      clearTimeout(deadline);
      socket.destroy();
    }
  }

  #sendOver(socket: Socket, { id, to, subject, text }: MailMessage): Promise<unknown> {
    const { host, port, tls, credentials, from } = this.#options;
    const transport = createTransport({
      host,
      port,
      connection: socket,
      secure: tls === 'implicit',
      requireTLS: tls === 'required',
      ignoreTLS: tls === 'off',
      ...(credentials !== undefined && {
        auth: { user: credentials.user, pass: credentials.password },
      }),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const address = addressOf(from);
    const closed = new Promise<never>((_, reject) => {
      socket.once('close', () => reject(new Error('The connection ended')));
    });
    const sent = transport.sendMail({
      from,
      to: { name: '', address: to },
      envelope: { from: address, to: [to] },
      subject: oneLine(subject),
      text,
      messageId: `<${id}@${address.slice(address.lastIndexOf('@') + 1)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return Promise.race([sent, closed]);
  }
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('close', () => reject(new Error('There is no connection')));
    // Without a listener an error would end the process; what matters of it comes with `close`.
    socket.on('error', reject);
  });
}

function addressOf(from: string): string {
  return /<([^<>]+)>$/.exec(from)?.[1] ?? from;
}

/** Says what went wrong in codes only: replies of mail servers repeat addresses, and libraries commands. */
function problemOf(error: unknown): MailNotSent | MailRefusedError {
  const { code, responseCode, command } = error as Readonly<
    Record<'code' | 'responseCode' | 'command', unknown>
  >;
  const reason = typeof code === 'string' ? ` (${code})` : '';
  if (typeof responseCode !== 'number' || responseCode < 400) {
    return new MailNotSent('unreachable', `The SMTP server did not accept a mail${reason}`);
  }
  const text = `The SMTP server refused a mail with ${responseCode}${reason}`;
  const isContentRefused = command === 'DATA' && responseCode >= 500;
  return isContentRefused ? new MailRefusedError(text) : new MailNotSent('refused', text);
}
