import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../src/testing/databases.ts';
import { JOB, liftLimits, type TestServer } from '../support/test-server.ts';
import { signInOwner, startDashboard } from './dashboard-server.ts';

const [sqlite] = await databaseKinds();
if (sqlite === undefined) throw new Error('SQLite comes with Node');
const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);

const URL = 'https://hooks.example.com/firsthand';

describe.skipIf(missing !== undefined)('what an owner does at the dashboard', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    server = await startDashboard(sqlite);
    await liftLimits(server);
    browser = await chromium.launch(CHROMIUM_LAUNCH);
    const context = await browser.newContext();
    await context.addCookies([await signInOwner(server)]);
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const dialog = () => page.getByRole('dialog');
  const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
  const endpoint = async () => {
    const { body } = await server.call('GET', '/v1/webhook_endpoints', { key: server.test });
    return (body as { data: Record<string, unknown>[] }).data[0];
  };

  describe('with webhooks', () => {
    beforeEach(async () => {
      await page.goto(`${server.url}/dashboard/webhooks`);
      await page.getByRole('heading', { name: 'Webhooks', level: 1 }).waitFor();
    });

    it('adds an endpoint, changes it, gives it another secret and deletes it', async () => {
      await page.getByRole('button', { name: 'Add endpoint' }).click();
      await dialog().getByLabel('URL').fill(URL);
      await dialog().getByRole('checkbox', { name: 'job.flagged' }).uncheck();
      await press('Add endpoint');
      const first = await dialog().locator('.once code').innerText();
      await press('Done');
      expect((await endpoint())?.events).toHaveLength(10);

      await page.getByRole('button', { name: `Edit ${URL}` }).click();
      await dialog().getByLabel('URL').fill(`${URL}/2`);
      await dialog().getByRole('checkbox', { name: 'job.flagged' }).check();
      await dialog().getByRole('checkbox', { name: 'Enabled' }).uncheck();
      await press('Save');
      await page.getByRole('cell', { name: 'Disabled' }).waitFor();
      const changed = await endpoint();
      expect([changed?.url, changed?.enabled]).toEqual([`${URL}/2`, false]);
      expect(changed?.events).toHaveLength(11);

      await page.getByRole('button', { name: `Rotate ${URL}/2` }).click();
      await press('Rotate');
      const second = await dialog().locator('.once code').innerText();
      expect([first, second]).toEqual([
        expect.stringMatching(/^whsec_/),
        expect.stringMatching(/^whsec_/),
      ]);
      expect(second).not.toBe(first);
      await press('Done');

      await page.getByRole('button', { name: `Delete ${URL}/2` }).click();
      await press('Delete');
      await page.getByText('No endpoints yet').waitFor();
      expect(await endpoint()).toBeUndefined();
    });

    it('sends a test event, which is in the list afterwards', async () => {
      await page.getByRole('button', { name: 'Send test event' }).click();
      await dialog().getByLabel('Event').selectOption('job.cancelled');
      await press('Send test event');
      await dialog().getByText('job.cancelled was sent').waitFor();
      await press('Cancel');
      await page.getByRole('button', { name: 'job.cancelled' }).first().waitFor();
    });

    it('says in the API’s words what is wrong with an endpoint', async () => {
      await page.getByRole('button', { name: 'Add endpoint' }).click();
      await dialog().getByLabel('URL').fill('http://hooks.example.com');
      await press('Add endpoint');
      await dialog().getByText('https').last().waitFor();
      expect(await endpoint()).toBeUndefined();
      await press('Cancel');
    });
  });

  it('erases a job, and says what was erased and what is kept', async () => {
    const { body } = await server.call('POST', '/v1/jobs', { key: server.test, body: JOB });
    const { id } = body as { id: string };
    await page.goto(`${server.url}/dashboard/privacy`);
    await page.getByLabel('Job ID').fill(id);
    await page.getByRole('button', { name: 'Erase', exact: true }).click();
    await press('Erase for ever');
    await dialog().waitFor({ state: 'detached' });
    await page.getByText(/^(Pending|Completed)$/i).waitFor();
    const { body: erased } = await server.call('GET', `/v1/jobs/${id}`, { key: server.test });
    expect(JSON.stringify(erased)).not.toContain(JOB.description);
  });
});
