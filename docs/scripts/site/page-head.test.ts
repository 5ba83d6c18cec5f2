import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { firstSentence } from '../pages/page-text.ts';
import { canonicalUrl, pageDescription, pageHead, siteAddress } from './page-head.ts';

const docs = mkdtempSync(join(tmpdir(), 'firsthandapi-head-'));
afterAll(() => rmSync(docs, { recursive: true }));

function write(path: string, markdown: string): string {
  mkdirSync(dirname(join(docs, path)), { recursive: true });
  writeFileSync(join(docs, path), markdown);
  return path;
}

describe('canonicalUrl', () => {
  it.each([
    ['index.md', 'https://docs.example/base/'],
    ['guides/files.md', 'https://docs.example/base/guides/files'],
    ['api/index.md', 'https://docs.example/base/api/'],
  ])('returns the address of %s', (path, url) => {
    const address = siteAddress({ DOCS_ORIGIN: 'https://docs.example/', DOCS_BASE: '/base/' });
    expect(canonicalUrl(address, path)).toBe(url);
  });
});

describe('pageDescription', () => {
  it('returns the first sentence without its markup', () => {
    const path = write('guides/a.md', '# A\n\nRead [the `file`](./b) once. Then more.\n');
    expect(pageDescription(docs, path)).toBe('Read the file once.');
  });

  it('names the export that a reference page documents, with or without a sentence about it', () => {
    const path = write(
      'reference/sdk/index/classes/Client.md',
      '# Client\n\n```ts\nx\n```\n\nCalls it.\n',
    );
    expect(pageDescription(docs, path)).toBe('The class Client of @firsthandapi/sdk: Calls it.');
    const bare = write(
      'reference/sdk/testing/functions/fail.md',
      '# fail()\n\n## Parameters\n\nA.\n',
    );
    expect(pageDescription(docs, bare)).toBe('The function fail of @firsthandapi/sdk/testing.');
  });

  it('shortens a long sentence between words', () => {
    const path = write('guides/long.md', `# Long\n\n${'word '.repeat(100)}.\n`);
    expect(pageDescription(docs, path)).toMatch(/^(word )+word…$/);
  });
});

describe('firstSentence', () => {
  it('returns nothing for a page whose first section has no paragraph', () => {
    expect(firstSentence('# A\n\n```ts\nb.\n```\n\n## C\n\nText.\n')).toBe('');
  });
});

describe('pageHead', () => {
  it('keeps the page for missing pages out of search engines', () => {
    const head = pageHead(siteAddress({}), { relativePath: '404.md', title: '', description: '' });
    expect(head).toEqual([['meta', { name: 'robots', content: 'noindex' }]]);
  });
});
