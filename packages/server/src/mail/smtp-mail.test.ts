import { createServer, type Server, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CERTIFICATE, KEY } from '../../test/support/test-certificate.ts';
import { SmtpMail } from './smtp-mail.ts';
import { smtpSettingsOf } from './smtp-settings.ts';

const MAIL = {
  id: 'mail_1',
  kind: 'sign_in_code',
  to: 'ines@example.org',
  subject: '418 207 is your code – für Inês',
  text: 'Your code is 418 207\n',
  expires_at: null,
};

/** What might begin a header, a recipient or a command of its own. */
const INJECTIONS = ['\r\n', '\n', '\r', '\r\n\r\n', '\n\t', '\u2028', '\u0085', '\0\r\n'].flatMap(
  (end) =>
    [
      'Bcc: all@evil.example',
      'Cc: all@evil.example',
      'RCPT TO:<all@evil.example>',
      'Content-Type: text/html',
      '.\r\nMAIL FROM:<all@evil.example>',
    ].map((line) => `Ines${end}${line}`),
);

interface Received {
  readonly mail: ParsedMail;
  readonly recipients: readonly string[];
}

describe('mail over SMTP', () => {
  const authorities = getCACertificates('default');
  const received: Received[] = [];
  const closers: (() => Promise<unknown>)[] = [];

  beforeAll(() => setDefaultCACertificates([...authorities, CERTIFICATE]));
  afterAll(() => setDefaultCACertificates(authorities));
  afterEach(async () => {
    vi.useRealTimers();
    received.length = 0;
    await Promise.all(closers.splice(0).map((close) => close()));
  });

  async function listen(options: SMTPServerOptions = {}, port = 0): Promise<number> {
    const server = new SMTPServer({
      authOptional: true,
      disableReverseLookup: true,
      cert: CERTIFICATE,
      key: KEY,
      onData(stream, { envelope }, done) {
        simpleParser(stream).then((mail) => {
          received.push({ mail, recipients: envelope.rcptTo.map(({ address }) => address) });
          done();
        }, done);
      },
      ...options,
    });
    // What clients do to a connection is theirs to report.
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
    closers.push(() => new Promise((resolve) => server.close(() => resolve(undefined))));
    return (server.server.address() as { port: number }).port;
  }

  const open = (url: string, from = 'FirstHandAPI <no-reply@example.com>') =>
    new SmtpMail({ ...smtpSettingsOf(url), from });

  it('delivers a mail once over STARTTLS, with the id of the mail', async () => {
    const port = await listen();
    await open(`smtp://localhost:${port}`).send(MAIL);
    expect(received).toHaveLength(1);
    const { mail, recipients } = received[0] as Received;
    expect(recipients).toEqual(['ines@example.org']);
    expect(mail.subject).toBe(MAIL.subject);
    expect(mail.text).toBe(MAIL.text);
    expect(mail.from?.text).toBe('"FirstHandAPI" <no-reply@example.com>');
    expect(mail.messageId).toBe('<mail_1@example.com>');
  });

  it('delivers over TLS from the first byte, with a user and a password', async () => {
    const seen: unknown[] = [];
    const port = await listen({
      secure: true,
      authOptional: false,
      onAuth({ username, password }, _, done) {
        seen.push(username, password);
        done(null, { user: username });
      },
    });
    await open(`smtps://us%40er:p%2Fss@localhost:${port}`).send(MAIL);
    expect(seen).toEqual(['us@er', 'p/ss']);
    expect(received).toHaveLength(1);
  });

  it('sends nothing without TLS, unless the URL turns it off', async () => {
    const port = await listen({ disabledCommands: ['STARTTLS'] });
    await expect(open(`smtp://localhost:${port}`).send(MAIL)).rejects.toMatchObject({
      name: 'MailNotSent',
    });
    expect(received).toEqual([]);
    await open(`smtp://localhost:${port}?tls=off`).send(MAIL);
    expect(received).toHaveLength(1);
  });

  it.each(['smtp', 'smtps'])(
    'refuses a certificate that nobody vouches for, with %s',
    async (scheme) => {
      const port = await listen({ secure: scheme === 'smtps' });
      setDefaultCACertificates(authorities);
      try {
        await expect(open(`${scheme}://localhost:${port}`).send(MAIL)).rejects.toMatchObject({
          problem: 'unreachable',
        });
        expect(received).toEqual([]);
      } finally {
        setDefaultCACertificates([...authorities, CERTIFICATE]);
      }
    },
  );

  it.each([451, 550])(
    'rejects a mail that is answered with %d, and delivers it at a later attempt',
    async (code) => {
      let refusals = 1;
      const port = await listen({
        onRcptTo(_, __, done) {
          refusals -= 1;
          const error = Object.assign(new Error('no <ines@example.org> here'), {
            responseCode: code,
          });
          done(refusals >= 0 ? error : undefined);
        },
      });
      const mail = open(`smtp://user-of-mine:pass-word@localhost:${port}`);
      const plain = open(`smtp://localhost:${port}`);
      const refused = await plain.send(MAIL).catch((error: unknown) => error);
      expect(refused).toMatchObject({ problem: 'refused' });
      expect(String(refused)).toContain(String(code));
      expect(String(refused)).not.toContain('ines@');
      await plain.send(MAIL);
      expect(received).toHaveLength(1);
      const denied = await mail.send(MAIL).catch((error: unknown) => error);
      expect(`${denied} ${(denied as Error).stack}`).not.toMatch(/user-of-mine|pass-word/);
    },
  );

  it.each([
    [554, 'MailRefusedError'],
    [451, 'MailNotSent'],
  ])(
    'tells that what a mail says is refused for good by the answer %d to it',
    async (code, name) => {
      const port = await listen({
        onData(stream, _, done) {
          stream.resume();
          const error = Object.assign(new Error('<ines@example.org> no'), { responseCode: code });
          stream.once('end', () => done(error));
        },
      });
      const refused = await open(`smtp://localhost:${port}`)
        .send(MAIL)
        .catch((error: unknown) => error);
      expect(refused).toMatchObject({ name });
      expect(String(refused)).toContain(String(code));
      expect(String(refused)).not.toContain('ines@');
    },
  );

  it('delivers mails in their order once a server that was down is up', async () => {
    const port = await listen();
    await Promise.all(closers.splice(0).map((close) => close()));
    const mail = open(`smtp://localhost:${port}`);
    const mails = ['mail_1', 'mail_2', 'mail_3'].map((id) => ({ ...MAIL, id }));
    for (const message of mails) {
      await expect(mail.send(message)).rejects.toMatchObject({ problem: 'unreachable' });
    }
    await listen({}, port);
    for (const message of mails) await mail.send(message);
    expect(received.map(({ mail }) => mail.messageId)).toEqual(
      mails.map(({ id }) => `<${id}@example.com>`),
    );
  });

  it('ends 10 seconds after the start, even if the server answers a byte at a time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let accept: (socket: Socket) => void;
    const accepted = new Promise<Socket>((resolve) => {
      accept = resolve;
    });
    const server: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      // The first line of a greeting that goes on.
      socket.write('220-wait\r\n');
      accept(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    closers.push(() => new Promise((resolve) => server.close(resolve)));
    const { port } = server.address() as { port: number };
    const sending = open(`smtp://localhost:${port}`)
      .send(MAIL)
      .catch((error: unknown) => error);
    const socket = await accepted;
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.resume();
    vi.advanceTimersByTime(10_000);
    expect(await sending).toMatchObject({ problem: 'unreachable' });
    await ended;
  });

  it('lets no subject begin a header, a recipient or a command, in 40 attempts', async () => {
    expect(INJECTIONS).toHaveLength(40);
    const port = await listen();
    const mail = open(`smtp://localhost:${port}?tls=off`);
    for (const subject of INJECTIONS) await mail.send({ ...MAIL, subject });
    expect(received).toHaveLength(40);
    for (const { mail, recipients } of received) {
      expect(recipients).toEqual(['ines@example.org']);
      expect([...mail.headers.keys()].sort()).toEqual([
        'auto-submitted',
        'content-transfer-encoding',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
      ]);
      expect(mail.html).toBe(false);
      expect(mail.text).toBe(MAIL.text);
    }
  });

  it('refuses an address that is more than one mailbox, before it connects', async () => {
    const mail = open('smtp://localhost:9');
    const more = ['a@example.org,b@example.org', 'Ines <a@example.org>', ...INJECTIONS];
    for (const to of more.map((text) => (text.includes('@example') ? text : `${text}@a.example`))) {
      await expect(mail.send({ ...MAIL, to })).rejects.toMatchObject({ problem: 'refused' });
    }
  });
});
