import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi, jobOrder } from '../../../src/testing/api-caller.ts';
import { fillWorld, MARKUP, openSandboxPage, startReceiver } from './sandbox-page.ts';

const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED in Chromium: ${missing}`);

describe.skipIf(missing !== undefined)('the window of the sandbox', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(CHROMIUM_LAUNCH);
  });
  afterAll(() => browser?.close());

  const row = (page: Page, text: string) =>
    page
      .getByRole('list', { name: 'Requests, newest first' })
      .getByRole('link')
      .filter({ hasText: text });
  const details = (page: Page) => page.getByRole('region', { name: 'Details' });
  const say = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();

  test('shows requests as they happen, and hides the token from the address bar', async () => {
    await using opened = await openSandboxPage(browser);
    const { page, world, problems } = opened;
    await page.getByRole('heading', { name: 'Waiting for the first request' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await callApi(world, 'GET', '/v1/jobs?limit=7');
    await row(page, '/v1/jobs?limit=7').waitFor();
    await page.reload();
    await row(page, '/v1/jobs?limit=7').waitFor();
    expect(problems).toEqual([]);
  });

  test('works by mouse: details, tabs, replay, clock, faults, filter', async () => {
    using receiver = await startReceiver(404);
    await using opened = await openSandboxPage(browser);
    const { page, world, problems } = opened;
    await fillWorld(world, receiver);
    await expect.poll(() => row(page, '').count()).toBe(world.log().length);
    await row(page, 'job.completed').first().click();
    await details(page).getByText('Your server has no such path').waitFor();
    await details(page).getByText('1 · 404 Not Found').waitFor();
    await details(page).getByText('2 · planned').waitFor();
    await details(page).getByRole('tab', { name: 'Request' }).click();
    const headers = details(page).getByRole('region', { name: 'Request headers' });
    expect(await headers.textContent()).toMatch(/x-firsthand-signature: t=\d+,v1=\*\*\*/);
    await details(page).getByRole('tab', { name: 'Attempts' }).click();
    receiver.status = 200;
    await details(page).getByRole('button', { name: 'Run it now' }).click();
    await details(page).getByText('2 · 200 OK').waitFor();
    const made = world.webhooks.deliveries().length;
    await details(page).getByRole('button', { name: 'Replay' }).click();
    await say(page, 'Replayed');
    await expect.poll(() => world.webhooks.deliveries().length).toBe(made + 1);

    const before = world.clock.now().getTime();
    await page.getByRole('button', { name: '+1 h' }).click();
    await expect.poll(() => world.clock.now().getTime()).toBe(before + 3_600_000);

    await page.getByRole('button', { name: 'Add a fault' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a fault' });
    await dialog.getByLabel('Route').selectOption('POST /v1/jobs');
    await dialog.getByLabel('What happens').selectOption('Do the work, lose the response');
    await dialog.getByLabel('How often').fill('twice');
    await dialog.getByRole('button', { name: 'Add fault' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('How often').fill('2');
    await dialog.getByRole('button', { name: 'Add fault' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(world.faults.list().at(-1)).toMatchObject({ afterCommit: 'reset', times: 2 });
    await page.getByRole('button', { name: 'Remove the fault on POST /v1/jobs' }).click();
    await expect.poll(() => world.faults.list().length).toBe(1);

    await page.getByLabel('Filter').fill('nothing');
    await expect.poll(() => row(page, '').count()).toBe(1);
    await page.getByLabel('Filter').fill('');
    await page.getByText('Webhooks', { exact: true }).click();
    await expect.poll(() => row(page, '').count()).toBe(made + 1);
    expect(new URL(page.url()).searchParams.get('shown')).toBe('webhooks');
    expect(problems).toEqual([]);
  });

  test('works by keyboard alone: list, details, tabs, clock, jobs, fault, help', async () => {
    using receiver = await startReceiver(500);
    await using opened = await openSandboxPage(browser);
    const { page, world } = opened;
    await fillWorld(world, receiver);
    await expect.poll(() => row(page, '').count()).toBe(world.log().length);
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('j');
    await expect.poll(focused).toContain('/v1/jobs');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toContain('/v1/billing/credits');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toContain('GET /v1/billing/credits');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => details(page).getByRole('tab', { selected: true }).textContent())
      .toBe('Response');
    await page.keyboard.press('Escape');
    await details(page).getByText('Choose a request').waitFor();

    const due = world.clock.now();
    await page.keyboard.press('n');
    await expect.poll(() => world.clock.now() > due).toBe(true);
    await page.keyboard.press('2');
    await page.keyboard.press('j');
    await details(page).getByRole('heading', { name: 'At work' }).waitFor();
    await page.keyboard.press('1');

    await page.keyboard.press('f');
    const fault = page.getByRole('dialog', { name: 'Add a fault' });
    await fault.waitFor();
    for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
    await expect.poll(() => world.faults.list().length).toBe(2);
    // It closes after the fault was added, and keys mean nothing else until then.
    await fault.waitFor({ state: 'hidden' });

    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Next row').waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    const switchedOff = world.clock.now();
    await page.keyboard.press('h');
    await page.keyboard.press('/');
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).press('Enter');
    await help.waitFor();
    expect(world.clock.now()).toEqual(switchedOff);
  });

  test('shows faults above the requests on a phone, however many requests there are', async () => {
    using receiver = await startReceiver(404);
    await using opened = await openSandboxPage(browser, { width: 390 });
    const { page, world } = opened;
    await fillWorld(world, receiver);
    await row(page, '/v1/nothing').waitFor();
    const topOf = async (name: string) =>
      (await page.getByRole(name === 'Faults' ? 'heading' : 'tab', { name }).boundingBox())?.y;
    expect(await topOf('Faults')).toBeLessThan((await topOf('Requests')) ?? 0);
  });

  test('shows the files of a job', async () => {
    using receiver = await startReceiver(200);
    await using opened = await openSandboxPage(browser);
    const { page, world, problems } = opened;
    const id = await fillWorld(world, receiver);
    await page.getByRole('tab', { name: 'Jobs' }).click();
    await page.getByRole('list', { name: 'Jobs' }).getByRole('link').last().click();
    expect(new URL(page.url()).searchParams.get('job')).toBe(id);
    const picture = details(page).getByRole('img', { name: 'File 2, approved' });
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });

  test('renders markup from requests, jobs and receivers as text', async () => {
    using receiver = await startReceiver(500);
    await using opened = await openSandboxPage(browser);
    const { page, world, problems } = opened;
    const id = await fillWorld(world, receiver);
    await fetch(`${world.baseUrl}/v1/jobs?note=${encodeURIComponent(MARKUP)}`, {
      headers: { Authorization: `Bearer ${world.apiKey}`, 'X-Note': MARKUP },
    });
    for (const query of ['', '?list=jobs', `?list=jobs&job=${id}`]) {
      await page.goto(`${opened.server.url}/_sandbox${query}`);
      await page.getByText('Live', { exact: true }).waitFor();
      expect(await page.locator('img[src=x], body script').count()).toBe(0);
    }
    await details(page).getByRole('heading', { name: MARKUP }).waitFor();
    const entries = world.log().length;
    await page.keyboard.press('1');
    for (let sequence = 1; sequence <= entries; sequence += 1) {
      await page.keyboard.press(sequence === 1 ? 'g' : 'j');
      await details(page).getByRole('tab', { selected: true }).waitFor();
      expect(await page.locator('img[src=x], body script').count()).toBe(0);
    }
    await page.goto(`${opened.server.url}/_sandbox?entry=1.2`);
    await details(page).getByRole('region', { name: 'Response body' }).getByText(MARKUP).waitFor();
    expect(await page.evaluate('globalThis.broken')).toBeUndefined();
    expect(problems).toEqual([]);
  });

  test('holds new rows back while older ones are read', async () => {
    await using opened = await openSandboxPage(browser);
    const { page, world } = opened;
    for (let calls = 0; calls < 60; calls += 1) await callApi(world, 'GET', '/v1/jobs');
    const read = row(page, '/v1/jobs').nth(45);
    await read.scrollIntoViewIfNeeded();
    const before = await read.boundingBox();
    const text = await read.textContent();
    await callApi(world, 'GET', '/v1/jobs?limit=1');
    await callApi(world, 'GET', '/v1/jobs?limit=2');
    const news = page.getByRole('button', { name: '2 new' });
    await news.waitFor();
    expect([await read.textContent(), await read.boundingBox()]).toEqual([text, before]);
    await news.click();
    await expect.poll(() => row(page, '').first().textContent()).toContain('limit=2');
  });

  test('says when the sandbox stops, keeps what it showed, and connects again', async () => {
    await using opened = await openSandboxPage(browser);
    const { page, world } = opened;
    await callApi(world, 'GET', '/v1/jobs?limit=7');
    await row(page, 'limit=7').waitFor();
    await page.route('**/window/state**', (route) => route.abort());
    await world.clock.advance('1s');
    await page.getByText('The sandbox has stopped').waitFor({ timeout: 40_000 });
    await row(page, 'limit=7').waitFor();
    await page.unroute('**/window/state**');
    await callApi(world, 'GET', '/v1/jobs?limit=8');
    await row(page, 'limit=8').waitFor();
    await page.getByText('The sandbox has stopped').waitFor({ state: 'hidden' });
  });

  test('asks for the printed address when the token is wrong', async () => {
    await using opened = await openSandboxPage(browser);
    const { page, server } = opened;
    await page.goto(`${server.url}/_sandbox?token=wrong`);
    await page.getByText('Open the address that the sandbox printed').waitFor();
  });

  test('begins a world, and chooses between worlds', async () => {
    await using opened = await openSandboxPage(browser);
    const { page, world } = opened;
    await callApi(world, 'POST', '/v1/jobs', jobOrder());
    await row(page, '/v1/jobs').waitFor();
    await page.getByRole('button', { name: 'New world' }).click();
    await page.getByRole('heading', { name: 'Waiting for the first request' }).waitFor();
    expect(new URL(page.url()).searchParams.get('world')).toBe('0002');
    await page.getByRole('button', { name: 'Copy test key' }).click();
    await say(page, 'Copied the test key');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^fh_test_sk_0002/);
    await page.getByRole('link', { name: 'default' }).click();
    await row(page, '/v1/jobs').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Waiting for the first request' }).waitFor();
  });
});
