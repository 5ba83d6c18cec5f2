import { readFileSync } from 'node:fs';
import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { chromium } from 'playwright-core';
import { createMarkdownRenderer, disposeMdItInstance } from 'vitepress';
import { expect, it } from 'vitest';

const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);

const style = readFileSync(new URL('../../.vitepress/theme/style.css', import.meta.url), 'utf8');
const PAGE = `::: code-group

\`\`\`ts [TypeScript]
console.log(1);
\`\`\`

\`\`\`sh [curl]
curl https://api.firsthandapi.com/v1/jobs
\`\`\`

:::

\`\`\`text output
1
\`\`\`
`;

it.skipIf(missing !== undefined)('hides what programs print beside the tab of curl', async () => {
  // VitePress keeps the first renderer of a process, whatever the options of the next one are.
  disposeMdItInstance();
  const markdown = await createMarkdownRenderer('.');
  const browser = await chromium.launch(CHROMIUM_LAUNCH);
  try {
    const page = await browser.newPage();
    await page.setContent(`<style>${style}</style>${markdown.render(PAGE)}`);
    const output = page.locator('.language-text');
    expect(await output.isVisible()).toBe(true);
    await page.getByText('curl', { exact: true }).first().click();
    expect(await output.isVisible()).toBe(false);
    await page.getByText('TypeScript', { exact: true }).first().click();
    expect(await output.isVisible()).toBe(true);
  } finally {
    await browser.close();
  }
});
