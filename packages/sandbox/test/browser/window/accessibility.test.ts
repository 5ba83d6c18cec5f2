import { fileURLToPath } from 'node:url';
import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillWorld, openSandboxPage, startReceiver } from './sandbox-page.ts';

const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));
/** Only ends a test that hangs: axe takes seconds for each view on a busy machine. */
const LIMIT_MS = 300_000;
const missing = missingChromium();

/** Serious and critical violations, each with the element that it is about, and what is wider than the page. */
async function problemsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await page.evaluate<AxeResults>(
    "axe.run({ resultTypes: ['violations'] })",
  );
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  const isTooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  return isTooWide ? [...found, 'wider than the page'] : found;
}

describe.skipIf(missing !== undefined)('the window of the sandbox', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(CHROMIUM_LAUNCH);
  });
  afterAll(() => browser?.close());

  test.each([
    [1_280, 'light'],
    [1_280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)(
    'has no serious or critical violation of axe at %i px, %s',
    async (width, colorScheme) => {
      using receiver = await startReceiver(404);
      await using opened = await openSandboxPage(browser, { width, colorScheme });
      const { page, world, server } = opened;
      const id = await fillWorld(world, receiver);
      const found: Record<string, readonly string[]> = {};
      const look = async (query: string, ready: string) => {
        await page.goto(`${server.url}/_sandbox${query}`);
        await page.getByText(ready).first().waitFor();
        // The policy of the page keeps scripts out, so it is run by the debugger.
        await page.evaluate(await axe());
        found[query] = await problemsOf(page);
      };
      await look('?entry=1.2', '2 · planned');
      await look('?entry=1.1&tab=changes', 'Created jobs');
      await look(`?list=jobs&job=${id}`, 'Job, as the API returns it');
      if (width < 1_000) await look('?list=jobs', 'At work');
      await look('?text=unknown', 'No request matches');
      await look('', '/v1/nothing');
      await page.keyboard.press('f');
      await page.getByRole('dialog', { name: 'Add a fault' }).waitFor();
      found['a fault'] = await problemsOf(page);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      found['the help'] = await problemsOf(page);
      await page.keyboard.press('Escape');
      await look('?token=wrong', 'Open the address');
      const violations = Object.entries(found).filter(([, each]) => each.length > 0);
      expect(Object.fromEntries(violations)).toEqual({});
    },
    LIMIT_MS,
  );

  test('is not wider than a page of 320 px', async () => {
    using receiver = await startReceiver(404);
    await using opened = await openSandboxPage(browser, { width: 320 });
    const { page, world, server } = opened;
    const id = await fillWorld(world, receiver);
    for (const query of ['', '?entry=1.2', `?list=jobs&job=${id}`]) {
      await page.goto(`${server.url}/_sandbox${query}`);
      await page.getByText('Live', { exact: true }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    }
  });
});

let source: Promise<string> | undefined;

async function axe(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  source ??= readFile(AXE, 'utf8');
  return source;
}
