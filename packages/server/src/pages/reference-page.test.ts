import { openApiDocument } from '@firsthandapi/engine/openapi';
import { expect, it } from 'vitest';
import { operationsOf, schemasOf } from './openapi-parts.ts';
import { referencePage } from './reference-page.ts';

it('lets the event loop go on after each operation and each object', async () => {
  let pauses = 0;
  const page = referencePage(openApiDocument, 'http://127.0.0.1', async () => {
    pauses += 1;
  });
  expect(await page).toContain('<main id="main">');
  const parts = operationsOf(openApiDocument).length + schemasOf(openApiDocument).length;
  expect(pauses).toBeGreaterThanOrEqual(parts);
});

it('is the same however often it pauses', async () => {
  const page = await referencePage(openApiDocument, 'http://127.0.0.1');
  const other = await referencePage(openApiDocument, 'http://127.0.0.1', async () => {});
  expect(page).toBe(other);
});
