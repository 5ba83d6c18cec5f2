import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Program } from './page/program.ts';
import { type ServedPage, servePage } from './serve-page.ts';

/** Defined by the bundle, in the page. */
declare const program: Program;

const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED in Chromium: ${missing}`);

describe.skipIf(missing !== undefined).each(['msw', 'msw2'] as const)(
  'in a page with %s',
  (msw) => {
    let browser: Browser;
    let served: ServedPage;
    let page: Page;
    /** Responses of the API's hosts, and whether they come from the service worker. */
    const responses: { readonly url: string; readonly isFromWorker: boolean }[] = [];

    beforeAll(async () => {
      served = await servePage(msw);
      // Each launch has its own temporary user data directory.
      browser = await chromium.launch(CHROMIUM_LAUNCH);
      page = await browser.newPage();
      const pageErrors: string[] = [];
      page.on('pageerror', (error) => pageErrors.push(error.message));
      page.on('response', (response) => {
        const url = response.url();
        if (url.startsWith(served.url)) return;
        responses.push({ url, isFromWorker: response.fromServiceWorker() });
      });
      await page.goto(served.url);
      await page.waitForFunction('globalThis.program').catch((error: Error) => {
        throw new Error([error.message, ...pageErrors].join('\n'));
      });
    });
    afterAll(async () => {
      await browser?.close();
      await served?.close();
    });

    test('runs the main job through the service worker, from its creation to its files', async () => {
      const { status, events, files, routes } = await page.evaluate(() => program.mainJob());
      expect(status).toBe('completed');
      expect(events).toEqual(['submission.approved', 'submission.approved', 'job.completed']);
      expect(files).toHaveLength(2);
      for (const { said, seen } of files) expect(seen).toEqual(said);
      expect(routes).toEqual([
        'POST /v1/jobs',
        'GET /v1/jobs/:id',
        'GET /v1/jobs/:id/files',
        'GET files',
        'GET files',
      ]);
      expect(responses).toHaveLength(routes.length);
      expect(responses.filter(({ isFromWorker }) => !isFromWorker)).toEqual([]);
    });

    test('isolates two worlds in one page', async () => {
      expect(await page.evaluate(() => program.twoWorlds())).toEqual({
        titles: [['of world 0'], ['of world 1']],
        others: ['not_found', 'not_found'],
      });
    });
  },
);
