import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BuiltSite } from './built-site.ts';
import { checkBuiltLinks } from './check-links.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firsthandapi-site-'));
  await mkdir(join(folder, 'guides'));
  await writeFile(join(folder, 'index.html'), '<a href="/base/guides/files#one">one</a>');
  await writeFile(
    join(folder, 'guides/files.html'),
    '<h1 id="one">One</h1><a href="../gone">x</a>',
  );
  await writeFile(join(folder, 'openapi.yaml'), '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('BuiltSite', () => {
  it.each([
    ['/', './guides/files'],
    ['/', '/base/guides/files.md#one'],
    ['/guides/files', '../openapi.yaml'],
    ['/guides/files', './files#one'],
    ['/', 'https://elsewhere.example/'],
    ['/', 'mailto:someone@elsewhere.example'],
  ])('resolves from %s the link %s', async (from, target) => {
    const site = await BuiltSite.read(folder, '/base/');
    expect(site.problemOf(from, target)).toBeUndefined();
  });

  it.each([
    ['./guides/flies', './guides/flies does not exist'],
    ['./guides/files#two', './guides/files#two: the page has no #two'],
    ['/guides/files', "/guides/files is outside the site's base /base/"],
  ])('reports why %s is broken', async (target, problem) => {
    const site = await BuiltSite.read(folder, '/base/');
    expect(site.problemOf('/', target)).toBe(problem);
  });

  it('names the page of a broken link', async () => {
    expect(checkBuiltLinks(await BuiltSite.read(folder, '/base/'))).toEqual([
      { file: 'docs/dist/guides/files', line: undefined, message: '../gone does not exist' },
    ]);
  });
});
