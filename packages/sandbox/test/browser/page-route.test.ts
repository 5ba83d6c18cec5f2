import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type World } from '../../src/index.ts';
import { callApi, jobOrder } from '../../src/testing/api-caller.ts';

const missing = missingChromium();
const GUIDE = new URL('../../../../docs/guides/sandbox-browser.md', import.meta.url);

/** The function of the guide, as it is printed there. */
async function routeOfGuide(): Promise<(page: Page) => Promise<World>> {
  const guide = await readFile(GUIDE, 'utf8');
  const [source = ''] = /async function routeToSandbox[\s\S]*?\n}/.exec(guide) ?? [];
  const script = source.replace('(page: Page)', '(page)').replace(' as BodyInit | null', '');
  return new Function('createSandbox', `return ${script}`)(createSandbox);
}

describe.skipIf(missing !== undefined)('in a page that Playwright routes to a sandbox', () => {
  let browser: Browser;
  let page: Page;
  let server: Server;
  let world: World;
  beforeAll(async () => {
    server = createServer((_, outgoing) => {
      outgoing.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch(CHROMIUM_LAUNCH);
    page = await browser.newPage();
    world = await (await routeOfGuide())(page);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  test('shows a file by its download link', async () => {
    const { body } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
    await world.clock.runUntil(body.id, 'completed');
    const [file] = await world.files();
    const width = await page.evaluate(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      return image.naturalWidth;
    }, file?.download_url ?? '');
    expect(width).toBe(file?.width);
  });

  test('fails a request that a network fault hits', async () => {
    world.fault('GET /v1/jobs', { network: 'reset' });
    const outcome = await page.evaluate(
      ([url, key]) =>
        fetch(`${url}/v1/jobs`, { headers: { Authorization: `Bearer ${key}` } }).then(
          ({ status }) => String(status),
          (error: Error) => error.name,
        ),
      [world.baseUrl, world.apiKey],
    );
    expect(outcome).toBe('TypeError');
    world.faults.assertAllHit();
  });
});
