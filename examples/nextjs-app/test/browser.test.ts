import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type StartedApp, startApp } from './started-app.ts';

const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const isAvailable = existsSync(EXECUTABLE) || process.env.REQUIRE_BROWSER === '1';

describe('in a browser', {
  skip: isAvailable ? false : `${EXECUTABLE} does not exist: set CHROMIUM_PATH`,
}, () => {
  let app: StartedApp;
  let browser: Browser;
  before(async () => {
    app = await startApp();
    browser = await chromium.launch({
      executablePath: EXECUTABLE,
      args: ['--no-sandbox', '--disable-gpu'],
    });
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  test('shows progress and photos without a reload', async () => {
    const page = await browser.newPage();
    await order(page, 'A bicycle, from the side.');
    await page.getByText('open: 0 of 2 photos').waitFor();
    const id = new URL(page.url()).pathname.slice('/jobs/'.length);
    await app.world.clock.runUntil(id, 'completed');
    await page.getByText('completed: 2 of 2 photos').waitFor();
    await page.locator('.gallery img').nth(1).waitFor();
  });

  test('shows the message of the API for an invalid order', async () => {
    const page = await browser.newPage();
    await order(page, 'Bicycle');
    const alert = page.locator('form [role=alert]');
    assert.match((await alert.textContent()) ?? '', /description.*10/);
  });

  async function order(page: Page, description: string): Promise<void> {
    await page.goto(app.url);
    await page.fill('textarea', description);
    await page.fill('input[type=number]', '2');
    await page.click('button');
  }
});
