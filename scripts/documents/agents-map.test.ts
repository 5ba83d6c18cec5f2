import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { REPOSITORY } from '../published-packages.ts';

const map = readFileSync(join(REPOSITORY, 'AGENTS.md'), 'utf8');

function sectionOf(title: string): string {
  const [, section = ''] = map.split(`\n## ${title}\n`);
  return section.split('\n## ')[0] ?? '';
}

/** A walk: its title, and the files that it names first in each step. */
interface Walk {
  readonly title: string;
  readonly files: readonly string[];
}

const walks = sectionOf('Walks')
  .split('\n### ')
  .slice(1)
  .map((text): Walk => {
    const [title = ''] = text.split('\n');
    const files = [...text.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = '']) => file);
    return { title, files };
  });

describe('AGENTS.md', () => {
  test('describes four walks', () => {
    expect(walks).toHaveLength(4);
  });

  test.each(walks)('names existing files in the walk "$title"', ({ files }) => {
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((file) => !existsSync(join(REPOSITORY, file)))).toEqual([]);
  });

  test.each(walks)('returns to no file in the walk "$title"', ({ files }) => {
    expect(new Set(files).size).toBe(files.length);
  });

  test('lists existing rooms', () => {
    const rooms = [...sectionOf('Rooms').matchAll(/^\| `([^`]+)` \|/gm)].map(
      ([, room = '']) => room,
    );
    expect(rooms.length).toBeGreaterThan(10);
    expect(rooms.filter((room) => !existsSync(join(REPOSITORY, room)))).toEqual([]);
  });

  test('lists commands that the workspace has', () => {
    const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
    const rows = sectionOf('Commands').match(/^\| `pnpm.*$/gm) ?? [];
    const commands = rows
      .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`pnpm (?:run )?([\w:]+)/g)])
      .map(([, command = '']) => command);
    expect(commands.length).toBeGreaterThan(15);
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  });
});
