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
    /** Answers of the API's hosts, and whether the service worker gave them. */
    const answers: { readonly url: string; readonly isOurs: boolean }[] = [];

    beforeAll(async () => {
      served = await servePage(msw);
      // Each launch has a user data directory of its own, which is deleted with it.
      browser = await chromium.launch(CHROMIUM_LAUNCH);
      page = await browser.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('response', (response) => {
        const url = response.url();
        if (url.startsWith(served.url)) return;
        answers.push({ url, isOurs: response.fromServiceWorker() });
      });
      await page.goto(served.url);
      await page.waitForFunction('globalThis.program').catch((error: Error) => {
        throw new Error([error.message, ...complaints].join('\n'));
      });
    });
    afterAll(async () => {
      await browser?.close();
      await served?.close();
    });

    test('the main job runs through the service worker, from its creation to its files', async () => {
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
      expect(answers).toHaveLength(routes.length);
      expect(answers.filter(({ isOurs }) => !isOurs)).toEqual([]);
    });

    test('two worlds in one page never meet', async () => {
      expect(await page.evaluate(() => program.twoWorlds())).toEqual({
        titles: [['of world 0'], ['of world 1']],
        others: ['not_found', 'not_found'],
      });
    });
  },
);
