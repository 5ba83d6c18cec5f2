import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BUN_VERSION,
  DENO_VERSION,
  NODE_VERSIONS,
  TYPESCRIPT_VERSIONS,
} from '@firsthandapi/compatibility/versions';
import { describe, expect, test } from 'vitest';
import { publishedPackages, REPOSITORY } from '../published-packages.ts';

const textOf = (file: string): string => readFileSync(join(REPOSITORY, file), 'utf8');
const published = await publishedPackages();

/** The rows of the table that begins with this line, their cells trimmed and without notes. */
function tableIn(text: string, firstLine: RegExp): string[][] {
  const [table = ''] = text.slice(text.search(firstLine)).split('\n\n');
  return table
    .split('\n')
    .filter((line) => !line.startsWith('|---'))
    .map((line) => line.replaceAll('¹', '').split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

const versioning = tableIn(textOf('VERSIONING.md'), /^\| \| \[`sdk`\]/m);
const columns = (versioning[0] ?? []).map((cell) => /`(.+)`/.exec(cell)?.[1]);

/** Returns what VERSIONING.md says about a package, by row. */
function compatibilityOf(room: string): Map<string, string> {
  const column = columns.indexOf(room.replace('packages/', ''));
  const rows = versioning.slice(1).map((cells) => [cells[0] ?? '', cells[column] ?? ''] as const);
  return new Map(rows.filter(([, cell]) => cell !== '–'));
}

test('has a column of VERSIONING.md for every published package', () => {
  expect(columns.filter(Boolean)).toHaveLength(published.length);
});

describe.each(published)('$room', ({ room, folder, manifest }) => {
  const compatibility = compatibilityOf(room);

  test('shows the column of VERSIONING.md in the README', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const [, table = ''] = readme.split('## Compatibility\n\n');
    const rows = tableIn(table, /^\| \| \|/).slice(1) as [string, string][];
    expect(new Map(rows.filter(([name]) => name !== 'Size'))).toEqual(compatibility);
  });

  test('names the oldest Node versions that it lets install', () => {
    const lowerBounds = [...(manifest.engines?.node ?? '').matchAll(/>=(\d+)(?:\.(\d+))?/g)];
    expect(lowerBounds.length).toBeGreaterThan(0);
    for (const [, major, minor] of lowerBounds) {
      expect(compatibility.get('Node')).toContain(minor ? `${major}.${minor}+` : `${major},`);
    }
  });
});

describe.each(['packages/sdk', 'packages/webhooks', 'packages/sandbox'])('%s', (room) => {
  test.each([
    ['Node', NODE_VERSIONS.map((version) => version.split('.')[0] as string)],
    ['Bun', [lineOf(BUN_VERSION)]],
    ['Deno', [lineOf(DENO_VERSION)]],
  ])('names every line of %s that it is run on', (name, lines) => {
    for (const line of lines) expect(compatibilityOf(room).get(name)).toContain(line);
  });
});

test.each(['packages/sdk', 'packages/webhooks'])(
  'names the TypeScript versions that %s is compiled with',
  (room) => {
    const lines = TYPESCRIPT_VERSIONS.map(lineOf).join(', ');
    expect(compatibilityOf(room).get('TypeScript')).toBe(lines);
  },
);

function lineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
