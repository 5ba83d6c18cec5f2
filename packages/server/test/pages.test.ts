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

describe('the pages of the server', () => {
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

  it('serves the reference with Markdown rendered, and every operation and object in it', async () => {
    const { text } = await server.call('GET', '/docs');
    expect(text).toContain('<strong>Environments.</strong>');
    expect(text).not.toMatch(/\*\*|<script|undefined|\[object/);
    const { body } = await server.call('GET', '/openapi.json');
    for (const name of Object.keys(body.components.schemas)) {
      expect(text).toContain(`id="schema-${name}"`);
    }
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) {
      expect(text).toContain(`id="${target}"`);
    }
  });

  it.each(['/docs', '/openapi.json'])(
    'serves %s compressed, and not again to a client that has it',
    async (path) => {
      const first = await fetch(server.url + path, { headers: { 'Accept-Encoding': 'gzip' } });
      await first.text();
      expect(first.headers.get('content-encoding')).toBe('gzip');
      const etag = first.headers.get('etag') ?? '';
      const again = await fetch(server.url + path, { headers: { 'If-None-Match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      const plain = await fetch(server.url + path, { headers: { 'Accept-Encoding': 'identity' } });
      expect(plain.headers.get('content-encoding')).toBeNull();
    },
  );

  describe.skipIf(missing !== undefined)('in Chromium', () => {
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
});

describe('the listener for operators', () => {
  it('serves metrics instead of the public listener, and health and reference as well', async () => {
    const server = await startTestServer(sqlite, { ops: { host: '127.0.0.1', port: 0 } });
    const ops = server.server.opsUrl ?? '';
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    const metrics = await (await fetch(`${ops}/metrics`)).text();
    expect(metrics).toContain('firsthand_ledger_cents{account="available"} 250');
    for (const path of ['/healthz', '/readyz', '/docs', '/openapi.json']) {
      expect((await fetch(ops + path)).status).toBe(200);
      expect((await fetch(server.url + path)).status).toBe(200);
    }
    expect((await fetch(`${ops}/v1/jobs`)).status).toBe(404);
    await server.close();
    await expect(fetch(`${ops}/healthz`)).rejects.toThrow();
  });
});
