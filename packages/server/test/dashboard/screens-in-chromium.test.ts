import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../src/testing/databases.ts';
import { screenFaults } from '../support/screen-faults.ts';
import { JOB, liftLimits, type TestServer } from '../support/test-server.ts';
import { signInOwner, startDashboard } from './dashboard-server.ts';

const [sqlite] = await databaseKinds();
if (sqlite === undefined) throw new Error('SQLite comes with Node');
const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);

const SCREENS = [
  ['', 'Overview'],
  ['jobs', 'Jobs'],
  ['jobs/new', 'Create a job'],
  ['keys', 'API Keys'],
  ['webhooks', 'Webhooks'],
  ['usage', 'Usage'],
  ['billing', 'Billing'],
  ['members', 'Members'],
  ['audit', 'Audit log'],
  ['privacy', 'Privacy'],
  ['settings', 'Settings'],
  ['settings/security', 'Security'],
] as const;

describe.skipIf(missing !== undefined)('the dashboard in Chromium', () => {
  let server: TestServer;
  let session: Awaited<ReturnType<typeof signInOwner>>;
  let browser: Browser;
  beforeAll(async () => {
    server = await startDashboard(sqlite);
    // Every screen reads several things, more often than a free key may.
    await liftLimits(server);
    session = await signInOwner(server);
    browser = await chromium.launch(CHROMIUM_LAUNCH);
    await server.call('POST', '/v1/jobs', { key: server.test, body: { ...JOB, title: 'Cups' } });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const looks = [390, 1_280].flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
  );

  it.each(looks)('has no serious faults at $width px in a $colorScheme scheme', async (look) => {
    const page = await open(browser, session, look);
    const faults: string[] = [];
    const note = async (name: string) => {
      const shots = process.env.PAGE_SCREENSHOTS;
      if (shots !== undefined) {
        const path = `${shots}/dashboard-${name}-${look.width}-${look.colorScheme}.png`;
        await page.screenshot({ path, fullPage: true });
      }
      faults.push(...(await screenFaults(page)).map((fault) => `${name}: ${fault}`));
    };
    for (const [path, title] of SCREENS) {
      await page.goto(`${server.url}/dashboard/${path}`);
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await page.locator('main .card').first().waitFor();
      await note(path.replace('/', '-') || 'overview');
    }
    await page.goto(`${server.url}/dashboard/jobs`);
    await page.getByRole('link', { name: 'Cups' }).click();
    await page.getByRole('heading', { name: 'Cups', level: 1 }).waitFor();
    await note('job');
    await page.goto(`${server.url}/dashboard/keys`);
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByRole('dialog').waitFor();
    await note('create-key');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('creates a key with the scopes that were chosen, shows it once, and it works', async () => {
    const page = await open(browser, session, { width: 1_280, colorScheme: 'light' });
    await page.goto(`${server.url}/dashboard/`);
    await page.getByRole('link', { name: 'API Keys' }).click();
    await page.getByRole('button', { name: 'Create key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Reader');
    await dialog.getByRole('checkbox', { name: 'jobs:write' }).uncheck();
    await dialog.getByRole('button', { name: 'Create key' }).click();
    const key = await dialog.locator('.once code').innerText();
    await dialog.getByRole('button', { name: 'Copy' }).first().click();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(key);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Revoke Reader' }).waitFor();
    expect(await page.content()).not.toContain(key);
    expect((await server.call('GET', '/v1/jobs', { key })).status).toBe(200);
    expect((await server.call('POST', '/v1/jobs', { key, body: JOB })).status).toBe(403);
    await page.context().close();
  });

  it('makes the call that the snippet beside the form shows', async () => {
    const page = await open(browser, session, { width: 1_280, colorScheme: 'light' });
    await page.goto(`${server.url}/dashboard/jobs/new`);
    await page.getByLabel('Title').fill('Doors');
    await page.getByLabel('Description').fill('Front doors, from the street');
    await page.getByLabel('Files needed').fill('4');
    await page.getByLabel('Price per file').fill('0.75');
    await page.getByRole('tab', { name: 'curl' }).click();
    const snippet = await page.getByRole('tabpanel').innerText();
    await page.getByRole('button', { name: 'Create job' }).click();
    await page.getByRole('heading', { name: 'Doors', level: 1 }).waitFor();
    const { body } = await server.call('GET', '/v1/jobs?limit=1', { key: server.test });
    const [created] = (body as { data: Record<string, unknown>[] }).data;
    const shown = JSON.parse(snippet.slice(snippet.indexOf("-d '") + 4, -1));
    expect(created).toMatchObject(shown);
    await page.context().close();
  });
});

async function open(
  browser: Browser,
  session: { readonly name: string; readonly value: string; readonly url: string },
  { width, colorScheme }: { readonly width: number; readonly colorScheme: 'light' | 'dark' },
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    colorScheme,
    bypassCSP: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await context.addCookies([session]);
  return context.newPage();
}
