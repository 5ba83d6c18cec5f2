import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../src/testing/databases.ts';
import { buyCredits, startTestServer, type TestServer } from './support/test-server.ts';

const [sqlite] = await databaseKinds();
if (sqlite === undefined) throw new Error('SQLite comes with Node');
const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * Operations and objects all come from the same few templates, so that the first of each group stand for the others, which
 * would take minutes.
 */
const RUN_AXE = `for (const more of document.querySelectorAll('section > section:nth-of-type(n + 4)')) more.remove();
  axe.run(document, { resultTypes: ['violations'] })`;

describe.skipIf(missing !== undefined)('the pages of the server in Chromium', () => {
  let server: TestServer;
  let checkout: string;
  let paid: string;
  beforeAll(async () => {
    server = await startTestServer(sqlite);
    const purchase = async () => {
      const body = { amount_cents: 25_000 };
      const made = await server.call('POST', '/v1/billing/credits/purchase', {
        key: server.live,
        body,
      });
      return String(made.body.checkout_url);
    };
    checkout = await purchase();
    paid = await purchase();
    await fetch(paid, { method: 'POST' });
    await buyCredits(server);
  });
  afterAll(() => server.close());

  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(CHROMIUM_LAUNCH);
  });
  afterAll(() => browser.close());

  const looks = [390, 1_280].flatMap((width) =>
    (['light', 'dark'] as const).map((scheme) => [width, scheme] as const),
  );
  const pages = [
    ['reference', () => `${server.url}/docs`],
    ['checkout', () => checkout],
    ['paid checkout', () => paid],
    ['confirmation', () => `${server.url}/signup/confirm?organization=org_1&token=x`],
    ['unknown checkout', () => `${server.url}/checkout/crpu_1?token=x`],
  ] as const;

  describe.each(looks)('at %i px in a %s scheme', (width, colorScheme) => {
    it.each(pages)(
      'shows the %s page without serious faults and without other requests',
      async (name, url) => {
        const context = await browser.newContext({
          viewport: { width, height: 800 },
          colorScheme,
          bypassCSP: true,
        });
        const page = await context.newPage();
        const requested: string[] = [];
        page.on('request', (request) => requested.push(request.url()));
        await page.goto(url());
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        const shots = process.env.PAGE_SCREENSHOTS;
        if (shots !== undefined) {
          await page.screenshot({
            path: `${shots}/${name.replace(' ', '-')}-${width}-${colorScheme}.png`,
          });
        }
        await page.evaluate(AXE);
        const { violations } = await page.evaluate<AxeResults>(RUN_AXE);
        const severe = violations.filter(
          ({ impact }) => impact === 'serious' || impact === 'critical',
        );
        const faults = severe.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
        expect(faults).toEqual([]);
        expect(overflow).toBe(0);
        expect(requested.filter((one) => !one.startsWith('data:'))).toEqual([url()]);
        await context.close();
      },
    );
  });

  it('lets a checkout be paid with the keyboard alone', async () => {
    const page = await browser.newPage();
    await page.goto(checkout);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=The credits are in your balance');
    await page.close();
  });
});
