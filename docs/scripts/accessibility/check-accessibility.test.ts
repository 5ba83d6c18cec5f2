import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingChromium } from '@firsthandapi/test-support/chromium';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility } from './check-accessibility.ts';

const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);

describe.skipIf(missing !== undefined)('checkAccessibility', () => {
  let folder: string;
  const write = (name: string, body: string) =>
    writeFile(
      join(folder, name),
      `<!doctype html><html lang="en"><title>A</title><meta name="viewport" content="width=device-width">${body}`,
    );
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'firsthandapi-accessibility-'));
    await write(
      'bad.html',
      '<style>@media (prefers-color-scheme: dark) { p { color: #444; background: #222 } }</style>' +
        '<main><h1>A page</h1><p>Hardly readable</p><div style="width: 600px">Wide</div></main>',
    );
    await writeFile(join(folder, '404.html'), '');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('reports serious violations of axe and pages that are too wide, with their view', async () => {
    const problems = await checkAccessibility(folder, ['/bad']);
    expect(
      problems.map(({ file, message }) => `${file} ${message.split(': ', 2).join(' ')}`),
    ).toEqual([
      'docs/dist/bad at 390 px, light wider than the screen',
      'docs/dist/bad at 390 px, dark color-contrast',
      'docs/dist/bad at 390 px, dark wider than the screen',
      'docs/dist/bad at 1280 px, dark color-contrast',
    ]);
  });
});
