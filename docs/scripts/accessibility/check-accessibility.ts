import { fileURLToPath } from 'node:url';
import { CHROMIUM_LAUNCH } from '@firsthandapi/test-support/chromium';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import type { Problem } from '../report/problem.ts';
import { serveSite } from '../site/serve-site.ts';

const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));
/** A phone and a desktop, each in both schemes. */
const VIEWS = [390, 1_280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

/**
 * Opens pages of a built site in Chromium, on a phone and a desktop, light and dark, and returns axe's serious and
 * critical violations and what is wider than the screen.
 *
 * @param addresses of pages, such as `/guides/sandbox`
 */
export async function checkAccessibility(
  siteFolder: string,
  addresses: readonly string[],
): Promise<Problem[]> {
  const site = await serveSite(siteFolder);
  try {
    const browser = await chromium.launch(CHROMIUM_LAUNCH);
    try {
      const problems: Problem[] = [];
      for (const address of addresses) {
        for (const view of VIEWS) {
          const found = await problemsOf(browser, site.origin + address, view);
          for (const each of found) {
            const message = `at ${view.width} px, ${view.colorScheme}: ${each}`;
            problems.push({ file: `docs/dist${address}`, line: undefined, message });
          }
        }
      }
      return problems;
    } finally {
      await browser.close();
    }
  } finally {
    site.close();
  }
}

async function problemsOf(
  browser: Browser,
  url: string,
  { width, colorScheme }: (typeof VIEWS)[number],
): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
  try {
    await page.goto(url, { waitUntil: 'load' });
    await page.addScriptTag({ path: AXE });
    const { violations } = await page.evaluate<AxeResults>(
      "axe.run({ resultTypes: ['violations'] })",
    );
    const isTooWide = await page.evaluate<boolean>(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    );
    return [
      ...violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`),
      ...(isTooWide ? ['wider than the screen'] : []),
    ];
  } finally {
    await page.close();
  }
}
