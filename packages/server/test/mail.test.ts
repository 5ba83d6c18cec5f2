import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { until } from '@firsthandapi/test-support/until';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Configuration } from '../src/configuration.ts';
import { JsonLog } from '../src/host/json-log.ts';
import { smtpSettingsOf } from '../src/mail/smtp-settings.ts';
import { databaseKinds } from '../src/testing/databases.ts';
import { readMetrics } from './support/read-metrics.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const ADDRESS = 'ines.r@example.org';

let server: TestServer | undefined;
afterEach(() => server?.close());

/** Starts a server, and returns what it logs. */
async function start(configuration: Partial<Configuration> = {}) {
  const [kind] = await databaseKinds();
  if (kind === undefined) throw new Error('There is no database');
  const lines: string[] = [];
  const log = new JsonLog({
    write(text, done) {
      lines.push(String(text));
      done?.();
      return true;
    },
  });
  server = await startTestServer(kind, configuration, log);
  return { started: server, log, logged: () => lines.join('') };
}

const requestCode = ({ call }: TestServer) =>
  call('POST', '/worker/v1/sign_in_codes', { body: { email: ADDRESS } });

async function mailsCounted({ url }: TestServer): Promise<string[]> {
  let lines: string[] = [];
  await until('a mail is counted', async () => {
    const text = await readMetrics(url);
    lines = text.split('\n').filter((line) => line.startsWith('firsthand_mails_total{'));
    return lines.length > 0;
  });
  return lines;
}

it('keeps a sign-in code in the outbox, and out of the log', async () => {
  const { started, log, logged } = await start();
  expect((await requestCode(started)).status).toBe(202);
  expect(await mailsCounted(started)).toEqual(['firsthand_mails_total{outcome="sent"} 1']);
  const outbox = join(started.folder, 'outbox');
  const [name = ''] = readdirSync(outbox);
  const mail = readFileSync(join(outbox, name), 'utf8');
  expect(mail).toContain(`To: ${ADDRESS}\n`);
  const code = /\b\d{3} ?\d{3}\b/.exec(mail.slice(mail.indexOf('\n\n')))?.[0] ?? '';
  expect(code).toMatch(/^\d{3} ?\d{3}$/);
  await log.flush();
  expect(logged()).toContain('requestSignInCode');
  expect(logged()).not.toContain(code);
  expect(logged()).not.toContain(ADDRESS);
});

it('stays ready while its mail server is down, and logs neither code, address nor password', async () => {
  // Port 1 of this machine has no mail server.
  const smtp = smtpSettingsOf('smtp://a-user:a-password@127.0.0.1:1');
  const { started, log, logged } = await start({ smtp, mailFrom: 'no-reply@example.org' });
  expect((await requestCode(started)).status).toBe(202);
  expect(await mailsCounted(started)).toEqual(['firsthand_mails_total{outcome="unreachable"} 1']);
  expect((await fetch(`${started.url}/readyz`)).status).toBe(200);
  await log.flush();
  expect(logged()).toContain('The SMTP server did not accept a mail');
  expect(logged()).not.toMatch(/a-user|a-password|ines/);
});

describe('a signup at a server with an SMTP server', () => {
  const mails: ParsedMail[] = [];
  const smtpServer = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    onData(stream, _, done) {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
  });
  beforeAll(() => new Promise<void>((resolve) => smtpServer.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => smtpServer.close(() => resolve())));

  it('gets its free credits once its address is confirmed', async () => {
    const { port } = smtpServer.server.address() as AddressInfo;
    const smtp = smtpSettingsOf(`smtp://127.0.0.1:${port}?tls=off`);
    const { started } = await start({ smtp, mailFrom: 'no-reply@example.org' });
    const creditsOf = async (key: string) =>
      (await started.call('GET', '/v1/billing/credits', { key })).body.available_cents;
    expect(await creditsOf(started.live)).toBe(250);
    const body = { name: '<b>Free</b> money', email: ADDRESS };
    const { body: signup } = await started.call('POST', '/v1/auth/signup', { body });
    expect(signup.credits_cents).toBe(0);
    await until('a mail has come', async () => mails.length > 0);
    const [mail] = mails as [ParsedMail];
    expect([mail.to].flat().map((to) => to?.text)).toEqual([ADDRESS]);
    expect(mail.text).not.toContain('money');
    const link = /http\S+/.exec(mail.text ?? '')?.[0] ?? '';
    expect(link).toContain(`${started.url}/signup/confirm?organization=${signup.organization_id}`);
    // A program that checks mail opens the link.
    expect((await fetch(link)).status).toBe(200);
    expect(await creditsOf(signup.api_key)).toBe(0);
    expect((await fetch(`${link}0`, { method: 'POST' })).status).toBe(410);
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    expect(await creditsOf(signup.api_key)).toBe(250);
    expect((await fetch(link, { method: 'POST' })).status).toBe(410);
    expect(await creditsOf(signup.api_key)).toBe(250);
    expect(mails).toHaveLength(1);
  });
});

it('grants the free credits at the signup where there is no SMTP server', async () => {
  const { started } = await start();
  const body = { name: 'New', email: ADDRESS };
  const { body: signup } = await started.call('POST', '/v1/auth/signup', { body });
  expect(signup.credits_cents).toBe(250);
});
