import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { type Browser, chromium } from 'playwright-core';
import { type Check, Skipped } from '../harness/check.ts';
import { bundleProgram } from '../programs/compile-programs.ts';
import type { Program } from '../programs/program.ts';
import { serveRequests } from '../service/serve-requests.ts';

/** Checks a program in a web page of another origin than the API's. */
export function chromiumCheck(program: Program): Check {
  return { cells: ['Chromium', 'ESM', program.name], run: () => runInChromium(program) };
}

async function runInChromium({ project, page: entry, surround }: Program): Promise<string> {
  const missing = missingChromium();
  if (missing !== undefined) throw new Skipped(missing);
  const bundle = await bundleProgram(project, entry, ['browser']);
  const site = await serveRequests(async ({ url }) => page(url, bundle));
  try {
    // Each launch has its own user data directory, which is deleted afterwards.
    const browser = await chromium.launch(CHROMIUM_LAUNCH);
    try {
      await surround(undefined, (settings) =>
        runOnPage(browser, site.url, { ...settings, isPage: true }),
      );
      return browser.version();
    } finally {
      await browser.close();
    }
  } finally {
    await site.close();
  }
}

function page(url: string, bundle: string): Response {
  return url.endsWith('/program.js')
    ? new Response(bundle, { headers: { 'content-type': 'text/javascript' } })
    : new Response('<!doctype html><script type="module" src="/program.js"></script>', {
        headers: { 'content-type': 'text/html' },
      });
}

async function runOnPage(browser: Browser, url: string, settings: object): Promise<void> {
  const tab = await browser.newPage();
  const complaints: string[] = [];
  tab.on('pageerror', (error) => complaints.push(error.message));
  tab.on('requestfailed', (request) =>
    complaints.push(`${request.method()} ${request.url()}: ${request.failure()?.errorText}`),
  );
  await tab.goto(url);
  // By its text, since the function is defined by the bundle.
  const call = `runOnPage(${JSON.stringify(settings)})`;
  await tab.evaluate(call).catch((error) => {
    throw new Error([error.message, ...complaints].join('\n'));
  });
}
