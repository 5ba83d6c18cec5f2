import { fileURLToPath } from 'node:url';
import { until } from '@firsthandapi/test-support/until';
import type { Page } from 'playwright-core';
import { silentLog } from '../../src/host/json-log.ts';
import { listOutbox, outboxFolderOf, readFromOutbox } from '../../src/mail/outbox.ts';
import type { DatabaseSource } from '../../src/testing/databases.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const APP = fileURLToPath(
  new URL('./dist/', import.meta.resolve('@firsthandapi/dashboard/package.json')),
);

/** Starts a server that serves the built dashboard, under a name, without which there are no passkeys. */
export function startDashboard(kind: DatabaseSource): Promise<TestServer> {
  return startTestServer(kind, { host: 'localhost' }, silentLog, { dashboard: APP });
}

/** Waits for a mail to an address, and returns it with its headers. `subject`: a part of its subject. */
export async function mailTo(
  { folder }: TestServer,
  address: string,
  subject = '',
): Promise<string> {
  const outbox = outboxFolderOf(folder);
  const find = async () =>
    (await listOutbox(outbox)).find(
      (mail) => mail.to === address && mail.subject.includes(subject),
    );
  await until(`a mail to ${address}`, async () => (await find()) !== undefined);
  return (await readFromOutbox(outbox, (await find())?.id ?? '')) ?? '';
}

/** The code in a mail. */
export function codeIn(mail: string): string {
  return mail.match(/Your code is (\d{3} \d{3})/)?.[1] ?? '';
}

/** Signs up an organization as a visitor does. */
export async function signUp(
  page: Page,
  server: TestServer,
  email: string,
  name: string,
): Promise<void> {
  await page.goto(`${server.url}/dashboard/`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByLabel('Code').fill(codeIn(await mailTo(server, email)));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create organization' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/** Makes somebody the owner of the server's first organization, and returns the session as a cookie for a browser. */
export async function signInOwner(server: TestServer) {
  const token = server.server.firstKeys?.owner_token;
  const { headers } = await server.call('POST', '/account/v1/invitations/accept', {
    body: { token, email: 'ines@example.org' },
    headers: { Origin: server.url },
  });
  const [pair = ''] = (headers.get('set-cookie') ?? '').split(';');
  const [name = '', value = ''] = pair.split('=');
  return { name, value, url: server.url };
}
