import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRoutes, appStylesheet, readApps } from '../../src/apps/app-routes.ts';
import { createHandler } from '../../src/host/http-server.ts';
import { documentRoutes } from '../../src/legal/document-routes.ts';
import { screenFaults } from '../support/screen-faults.ts';
import { ExampleApi } from './example-api.ts';

const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);
const APP = fileURLToPath(
  new URL('./dist/', import.meta.resolve('@firsthandapi/worker-app/package.json')),
);
const FAKE_CAMERA = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
const PLACE = { latitude: 38.712, longitude: -9.139 };

describe.skipIf(missing !== undefined)('the screens of the worker app in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    const args = [...CHROMIUM_LAUNCH.args, ...FAKE_CAMERA];
    browser = await chromium.launch({ ...CHROMIUM_LAUNCH, args });
  });
  afterAll(() => browser.close());

  const looks = [320, 390, 1_280].flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
  );

  it.each(looks)(
    'have no serious faults at $width px in a $colorScheme scheme',
    async ({ width, colorScheme }) => {
      const { url, stop } = await serveApp();
      const context = await browser.newContext({
        viewport: { width, height: 844 },
        colorScheme,
        bypassCSP: true,
        permissions: ['camera', 'microphone', 'geolocation'],
        geolocation: PLACE,
      });
      const page = await context.newPage();
      const failures: string[] = [];
      const foreign: string[] = [];
      page.on('pageerror', (error) => failures.push(error.message));
      page.on('request', (request) => {
        const isOwn = request.url().startsWith(url) || request.url().startsWith('blob:');
        if (!isOwn) foreign.push(request.url());
      });
      const faults: string[] = [];
      const look = async (name: string) => {
        const shots = process.env.PAGE_SCREENSHOTS;
        if (shots !== undefined) {
          const path = `${shots}/worker-${name}-${width}-${colorScheme}.png`;
          await page.screenshot({ path, fullPage: !name.startsWith('capture') });
        }
        faults.push(...(await screenFaults(page)).map((fault) => `${name}: ${fault}`));
      };
      await visitEveryScreen(page, url, look);
      expect(faults).toEqual([]);
      expect(failures).toEqual([]);
      expect(foreign).toEqual([]);
      await context.close();
      stop();
    },
  );

  it.each([
    ['audio/wav', 'Record audio'],
    ['video/mp4', 'Record video'],
  ])('record %s with what the browser has', async (format, button) => {
    const { url, stop } = await serveApp([format]);
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      permissions: ['camera', 'microphone', 'geolocation'],
      geolocation: PLACE,
    });
    const page = await context.newPage();
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await signInWith(page, url);
    await page.locator('.job h2 a').first().click();
    await press('Accept job');
    await press(button);
    await press(button);
    await page.getByRole('timer').filter({ hasText: '0:01' }).waitFor();
    await press('Stop');
    await press('Use this');
    await page.getByRole('button', { name: 'Submit' }).waitFor();
    const kept = await page.evaluate<readonly { mimeType: string; size: number }[]>(STORED);
    expect(kept).toEqual([{ mimeType: format, size: expect.any(Number) }]);
    expect(kept[0]?.size).toBeGreaterThan(1_000);
    await context.close();
    stop();
  });

  it('can be worked with by the keyboard alone, from the sign-in to a submitted photo', async () => {
    const { url, stop } = await serveApp();
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      permissions: ['camera', 'geolocation'],
      geolocation: PLACE,
    });
    const page = await context.newPage();
    await page.goto(`${url}/worker/`);
    const enter = (name: string) => tabTo(page, name).then(() => page.keyboard.press('Enter'));
    await tabTo(page, 'E-mail');
    await page.keyboard.type('ines@example.org\n');
    await page.locator('#code:focus').waitFor();
    await page.keyboard.type('123456\n');
    await enter('I am 18 or older');
    await enter('Agree and continue');
    await enter('Shop fronts in Lisbon');
    await enter('Accept job');
    await enter('Take photo');
    await page.locator('video').waitFor();
    await enter('Take photo');
    await enter('Use this');
    await enter('Submit');
    await page.getByRole('heading', { name: 'Outbox', level: 1 }).waitFor();
    await context.close();
    stop();
  });
});

/** Presses Tab until the focus is on what has a name, and is visible there. */
async function tabTo(page: Page, name: string): Promise<void> {
  await page.getByText(name, { exact: true }).first().waitFor();
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<{ text: string; hasRing: boolean }>(FOCUSED);
    if (focused.text !== name) continue;
    expect(focused.hasRing, `${name} shows that it has the focus`).toBe(true);
    return;
  }
  throw new Error(`No ${MOST_TABS} presses of Tab reach '${name}'`);
}

/** Signs in and does what is asked once. */
async function signInWith(page: Page, url: string): Promise<void> {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.goto(`${url}/worker/`);
  await page.getByLabel('E-mail').fill('ines@example.org');
  await press('Send code');
  await page.getByLabel('Code').fill('123456');
  await press('Sign in');
  await press('I am 18 or older');
  await press('Agree and continue');
}

/** What the outbox of the phone keeps. */
const STORED = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('firsthandapi-outbox');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const reading = opening.result.transaction('items').objectStore('items').getAll();
    reading.onsuccess = () =>
      resolve(reading.result.map(({ mimeType, size }) => ({ mimeType, size })));
  };
})`;

const MOST_TABS = 60;
/** The name of what has the focus, and whether it or what stands for it has a ring. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  const label = element.labels?.[0]?.textContent ?? element.textContent;
  const ringed = [element, element.closest('.job')].filter(Boolean);
  const hasRing = ringed.some((each) => getComputedStyle(each).outlineStyle !== 'none');
  return { text: label.trim(), hasRing };
})()`;

/** Goes the way of somebody new, and looks at every screen once. */
async function visitEveryScreen(
  page: Page,
  url: string,
  look: (name: string) => Promise<void>,
): Promise<void> {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  for (const document of ['terms', 'privacy']) {
    await page.goto(`${url}/worker/${document}`);
    await look(`document-${document}`);
  }
  await page.goto(`${url}/worker/`);
  await page.getByLabel('E-mail').fill('ines@example.org');
  await look('sign-in');
  await press('Send code');
  await page.getByLabel('Code').fill('000000');
  await press('Sign in');
  await page.getByText('tries left').waitFor();
  await look('code');
  await page.getByLabel('Code').fill('123456');
  await press('Sign in');
  await heading('This service is for adults');
  await look('age');
  await press('I am 18 or older');
  await page.getByRole('button', { name: 'Agree and continue' }).waitFor();
  await look('terms');
  await press('Agree and continue');
  await page.locator('.job h2 a').first().waitFor();
  await look('feed');
  await page.locator('.job h2 a').first().click();
  await page.getByRole('button', { name: 'Accept job' }).waitFor();
  await look('job');
  await press('Accept job');
  await press('Take photo');
  await page.locator('video').waitFor();
  await look('capture');
  await press('Take photo');
  await page.getByText('Nothing to complain about').waitFor();
  await look('capture-review');
  await press('Use this');
  await page.getByRole('button', { name: 'Submit' }).waitFor();
  await look('capture-ready');
  await press('Submit');
  await heading('Outbox');
  await look('outbox');
  for (const screen of ['results', 'earnings', 'trust', 'account']) {
    await page.goto(`${url}/worker/${screen}`);
    await heading(screen.charAt(0).toUpperCase() + screen.slice(1));
    await page.locator('main :is(.card, .empty)').first().waitFor();
    await look(screen);
  }
}

async function serveApp(formats?: readonly string[]) {
  const apps = await readApps({ worker: APP });
  const routes = { ...appRoutes(apps), ...documentRoutes(appStylesheet(apps, 'worker')) };
  const handle = createHandler(routes, new ExampleApi(formats).handle);
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
