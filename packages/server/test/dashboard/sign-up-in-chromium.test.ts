import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../src/testing/databases.ts';
import { JOB, type TestServer } from '../support/test-server.ts';
import { mailTo, signUp, startDashboard } from './dashboard-server.ts';

const [sqlite] = await databaseKinds();
if (sqlite === undefined) throw new Error('SQLite comes with Node');
const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);

const SCOPES = [
  'jobs:read',
  'jobs:write',
  'webhooks:read',
  'webhooks:write',
  'keys:manage',
  'billing:read',
  'billing:write',
  'audit:read',
  'usage:read',
];

describe.skipIf(missing !== undefined)('accounts at the dashboard in Chromium', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startDashboard(sqlite);
    browser = await chromium.launch(CHROMIUM_LAUNCH);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it('takes a buyer from signing up to a key that works, as the authentication guide says', async () => {
    const { page, problems } = await open(browser);
    // 1. Sign up.
    await signUp(page, server, 'dev@example.com', 'My Organization');
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    // 2. Navigate to API Keys in the sidebar.
    await page.getByRole('link', { name: 'API Keys' }).click();
    // 3. Click Create Key and select your scopes.
    await page.getByRole('button', { name: 'Create key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Reader');
    for (const scope of SCOPES) await dialog.getByRole('checkbox', { name: scope }).uncheck();
    await dialog.getByRole('checkbox', { name: 'jobs:read' }).check();
    await dialog.getByRole('button', { name: 'Create key' }).click();
    // 4. Copy the key immediately: it is only shown once.
    await dialog.getByRole('button', { name: 'Copy' }).first().click();
    const key = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(key).toMatch(/^fh_test_sk_\w+$/);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Revoke Reader' }).waitFor();
    expect(await page.content()).not.toContain(key);
    expect((await server.call('GET', '/v1/jobs', { key })).status).toBe(200);
    expect((await server.call('POST', '/v1/jobs', { key, body: JOB })).status).toBe(403);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('lets the first owner of a server in by the link that it printed', async () => {
    const { page } = await open(browser);
    const token = server.server.firstKeys?.owner_token;
    await page.goto(`${server.url}/dashboard/invitation#${token}`);
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByLabel('E-mail').fill('root@example.com');
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    expect(page.url()).toBe(`${server.url}/dashboard/`);
    await page.context().close();
  });

  it('invites a member, whose dashboard shows what the role allows', async () => {
    const { page } = await open(browser);
    await signUp(page, server, 'owner@example.com', 'Acme');
    await page.getByRole('link', { name: 'Members' }).click();
    await page.getByRole('button', { name: 'Invite member' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill('auditor@example.com');
    await dialog.getByLabel('Role').selectOption('auditor');
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('button', { name: 'Remove auditor@example.com' }).waitFor();
    const [link = ''] = (await mailTo(server, 'auditor@example.com')).match(/http\S+#\S+/) ?? [];
    const invited = await open(browser);
    await invited.page.goto(link);
    await invited.page.getByRole('button', { name: 'Accept' }).click();
    await invited.page.getByRole('link', { name: 'Audit log' }).click();
    await invited.page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor();
    expect(await invited.page.getByRole('link', { name: 'API Keys' }).count()).toBe(0);
    await invited.page.getByRole('radio', { name: 'Live' }).check();
    await invited.page.getByText('member.joined').waitFor();
    await page.getByRole('button', { name: 'Remove auditor@example.com' }).click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await dialog.waitFor({ state: 'detached' });
    await invited.page.reload();
    await invited.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await invited.page.context().close();
    await page.context().close();
  });

  it('signs out, and comes back with another code', async () => {
    const { page } = await open(browser);
    await signUp(page, server, 'back@example.com', 'Back');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const answer = await page.request.get(`${server.url}/account/v1/sessions/current`);
    expect(answer.status()).toBe(401);
    await page.context().close();
  });
});

/** Opens a page as a visitor has it: under the server's own policy. Collects what the policy or a script complains about. */
async function open(browser: Browser) {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) problems.push(message.text());
  });
  return { page, problems };
}
