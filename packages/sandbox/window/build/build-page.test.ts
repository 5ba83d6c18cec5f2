import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildPage } from './build-page.ts';

const BUDGET_GZIP_BYTES = 60 * 1_024;

const page = await buildPage(join(import.meta.dirname, '..'));

test('takes at most 60 KB, gzipped, in all', () => {
  const sizes = Object.values(page).map((text) => gzipSync(text, { level: 9 }).length);
  expect(Math.min(...sizes)).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_GZIP_BYTES);
});

test('has no inline script or style, and loads nothing from elsewhere', () => {
  expect(page.html).not.toMatch(/<style|style=|<script(?![^>]* src=)|\son\w+=/);
  const addresses = [
    ...Object.values(page)
      .join('\n')
      .matchAll(/https?:\/\/[\w.-]+/g),
  ];
  const hosts = new Set(addresses.map(([address]) => address));
  // A namespace of SVG, and the link to the guide.
  expect(hosts).toEqual(new Set(['http://www.w3.org', 'https://github.com']));
  expect(page.style).not.toMatch(/url\(|@import/);
});
