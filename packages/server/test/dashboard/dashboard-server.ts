import { fileURLToPath } from 'node:url';
import { until } from '@firsthandapi/test-support/until';
import { silentLog } from '../../src/host/json-log.ts';
import { listOutbox, outboxFolderOf, readFromOutbox } from '../../src/mail/outbox.ts';
import type { DatabaseSource } from '../../src/testing/databases.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const APP = fileURLToPath(
  new URL('./dist/', import.meta.resolve('@firsthandapi/dashboard/package.json')),
);

/** Starts a server that serves the built dashboard. */
export function startDashboard(kind: DatabaseSource): Promise<TestServer> {
  return startTestServer(kind, {}, silentLog, { dashboard: APP });
}

/** Waits for a mail to an address, and returns it with its headers. */
export async function mailTo({ folder }: TestServer, address: string): Promise<string> {
  const outbox = outboxFolderOf(folder);
  const find = async () => (await listOutbox(outbox)).find(({ to }) => to === address);
  await until(`a mail to ${address}`, async () => (await find()) !== undefined);
  return (await readFromOutbox(outbox, (await find())?.id ?? '')) ?? '';
}

/** The code in a mail. */
export function codeIn(mail: string): string {
  return mail.match(/Your code is (\d{3} \d{3})/)?.[1] ?? '';
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
