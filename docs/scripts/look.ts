import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHROMIUM_LAUNCH } from '@firsthandapi/test-support/chromium';
import type { AxeResults } from 'axe-core';
import { chromium, type Page } from 'playwright-core';
import { siteFolder } from './pages/paths.ts';
import { serveSite } from './site/serve-site.ts';

// Takes screenshots of pages of the built site at the width of a phone and of a desktop, in light and dark, for review.
// Reports pages that are wider than the screen or fail axe's accessibility rules.
// `node scripts/look.ts [folder] [address…]`

const [folder = join(tmpdir(), 'firsthandapi-docs'), ...chosen] = process.argv.slice(2);
const PAGES = [
  '/',
  '/guides/quickstart',
  '/guides/sandbox',
  '/guides/self-hosting',
  '/contract',
  '/changelog',
  '/api/jobs',
  '/reference/sdk/',
  '/reference/server/',
  '/reference/sdk/index/classes/FirstHandClient',
  '/guides/no-such-page',
];
const WIDTHS = { phone: 390, desktop: 1280 };
const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));

const server = await serveSite(siteFolder);

const profile = await mkdtemp(join(tmpdir(), 'firsthandapi-chromium-'));
const context = await chromium.launchPersistentContext(profile, {
  ...CHROMIUM_LAUNCH,
  headless: true,
});
try {
  await mkdir(folder, { recursive: true });
  for (const address of chosen.length > 0 ? chosen : PAGES) {
    for (const [name, width] of Object.entries(WIDTHS)) {
      for (const colorScheme of ['light', 'dark'] as const)
        await take(address, name, width, colorScheme);
    }
  }
} finally {
  await context.close();
  server.close();
  await rm(profile, { recursive: true, force: true });
}

async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.map(
    ({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.target.join(' ')}`,
  );
}

async function take(address: string, name: string, width: number, scheme: 'light' | 'dark') {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('requestfailed', (request) => errors.push(`could not load ${request.url()}`));
  await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(`${server.origin}${address}`, { waitUntil: 'networkidle' });
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (excess > 0) errors.push(`is ${excess} px wider than the screen`);
  errors.push(...(await accessibilityProblems(page)));
  const title = address.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '') || 'home';
  const path = join(folder, `${title}-${name}-${scheme}.png`);
  await page.screenshot({ path });
  console.log(path, ...errors);
  if (errors.length > 0) process.exitCode = 1;
  await page.close();
}
