import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../src/testing/databases.ts';
import { JOB, liftLimits, type TestServer } from '../support/test-server.ts';
import { signInOwner, startDashboard } from './dashboard-server.ts';
import { SCRIPT_PAYLOADS } from './script-payloads.ts';

const [sqlite] = await databaseKinds();
if (sqlite === undefined) throw new Error('SQLite comes with Node');
const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);

const NAME_LENGTH = 100;
const PER_JOB = 8;

describe.skipIf(missing !== undefined)('texts with scripts at the dashboard', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  beforeAll(async () => {
    server = await startDashboard(sqlite);
    await liftLimits(server);
    browser = await chromium.launch(CHROMIUM_LAUNCH);
    // Under the server's own policy, as a visitor has it.
    const context = await browser.newContext();
    await context.addCookies([await signInOwner(server)]);
    page = await context.newPage();
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('dialog', (dialog) => problems.push(dialog.message()));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) problems.push(request.url());
    });
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) problems.push(message.text());
    });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  async function post(path: string, body: object): Promise<Record<string, unknown>> {
    const answer = await server.call('POST', path, { key: server.test, body });
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    return answer.body as Record<string, unknown>;
  }

  it('are at least 60 different ones', () => {
    expect(new Set(SCRIPT_PAYLOADS).size).toBeGreaterThanOrEqual(60);
  });

  it('are shown as they are in every free field, and none runs or loads anything', async () => {
    for (const text of SCRIPT_PAYLOADS) {
      await post('/v1/api_keys', { name: text.slice(0, NAME_LENGTH), scopes: ['jobs:read'] });
    }
    for (let at = 0; at < SCRIPT_PAYLOADS.length; at += PER_JOB) {
      const texts = SCRIPT_PAYLOADS.slice(at, at + PER_JOB);
      const title = texts.join(' ').slice(0, NAME_LENGTH).trim();
      const description = texts.join(' ');
      const metadata = Object.fromEntries(texts.map((text, index) => [`note_${index}`, text]));
      const { id } = await post('/v1/jobs', { ...JOB, title, description, metadata });
      await page.goto(`${server.url}/dashboard/jobs/${id}`);
      await page.getByText(description).waitFor();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
    }
    for (const path of ['', 'jobs', 'keys', 'webhooks', 'usage', 'audit', 'settings']) {
      await page.goto(`${server.url}/dashboard/${path}`);
      await page.locator('main .card').first().waitFor();
    }
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(problems).toEqual([]);
  });
});
