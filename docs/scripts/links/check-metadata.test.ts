import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BuiltSite } from './built-site.ts';
import { checkMetadata } from './check-metadata.ts';

const folder = await mkdtemp(join(tmpdir(), 'firsthandapi-metadata-'));
afterAll(() => rm(folder, { recursive: true }));

function head(description: string, url: string): string {
  return `<head><meta name="description" content="${description}"><link rel="canonical" href="${url}">
<meta property="og:title" content="A"><meta property="og:description" content="${description}">
<meta property="og:url" content="${url}"></head>`;
}

describe('checkMetadata', () => {
  it('reports missing tags, shared descriptions and pages that the sitemap does not list', async () => {
    await writeFile(join(folder, 'index.html'), head('One.', 'https://a.example/'));
    await writeFile(join(folder, 'twin.html'), head('One.', 'https://a.example/twin'));
    await writeFile(join(folder, 'bare.html'), '<head></head>');
    await writeFile(join(folder, 'sitemap.xml'), '<loc>https://a.example/</loc><loc></loc>');
    const problems = await checkMetadata(await BuiltSite.read(folder, '/'), folder);
    const messages = (page: string) =>
      problems.filter(({ file }) => file === `docs/dist${page}`).map(({ message }) => message);
    expect(messages('/bare')).toEqual([
      'has no description',
      'has no canonical',
      'has no og:title',
      'has no og:description',
      'has no og:url',
    ]);
    expect([...messages('/'), ...messages('/twin')].sort()).toEqual(
      ['has the description of /', 'https://a.example/twin is not in sitemap.xml'].sort(),
    );
  });
});
