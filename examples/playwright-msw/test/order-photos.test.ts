import { expect, type Page, test } from '@playwright/test';
// Types only: the sandbox runs in the page.
import type {} from '../src/start-sandbox.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await page.locator('body[data-ready]').waitFor();
});

test('shows each step, then the photos', async ({ page }) => {
  await order(page, 'A bicycle, from the side.');
  await expect(page.getByRole('status')).toHaveText('open, 0 of 2');
  await page.evaluate(() => window.world.clock.advance('10s'));
  await expect(page.getByRole('status')).toHaveText(/filled|in_progress/);
  await page.evaluate(() => window.world.clock.advance('5s'));
  await expect(page.getByRole('status')).toHaveText('completed, 2 of 2');
  await expect(page.locator('#photos img')).toHaveCount(2);
  await expect(async () => {
    const widths = await page
      .locator('#photos img')
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
    expect(widths.every((width) => width >= 640)).toBe(true);
  }).toPass();
});

test('shows the error of the API for an invalid order', async ({ page }) => {
  await order(page, 'Bicycle');
  await expect(page.getByRole('status')).toContainText('description');
});

test('shows a message when the credits are used up', async ({ page }) => {
  await page.evaluate(() => {
    window.world.fault('POST /v1/jobs', { status: 402, message: 'The credits are used up' });
  });
  await order(page, 'A bicycle, from the side.');
  await expect(page.getByRole('status')).toContainText('The credits are used up');
});

test('retries when the network fails', async ({ page }) => {
  await page.evaluate(() => window.world.fault('POST /v1/jobs', { network: 'reset' }));
  await order(page, 'A bicycle, from the side.');
  await expect(page.getByRole('status')).toHaveText('open, 0 of 2');
  expect(await page.evaluate(async () => (await window.world.jobs()).length)).toBe(1);
});

async function order(page: Page, description: string): Promise<void> {
  await page.getByLabel('API key').fill(await page.evaluate(() => window.world.apiKey));
  await page.getByLabel('What should').fill(description);
  await page.getByRole('button').click();
}
