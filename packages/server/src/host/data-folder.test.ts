import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

it('creates the folder accessible to its owner only', () => {
  const folder = join(parent, 'deep', 'data');
  openDataFolder(folder);
  expect(modeOf(folder)).toBe(0o700);
});

it('warns about an existing folder that is open to other users, and does not change it', () => {
  const folder = join(parent, 'data');
  expect(openDataFolder(folder)).toBeUndefined();
  chmodSync(folder, 0o755);
  expect(openDataFolder(folder)).toContain(`chmod 700 ${folder}`);
  expect(modeOf(folder)).toBe(0o755);
});

it('names DATA_DIR when the path is not a folder', () => {
  const file = join(parent, 'file');
  writeFileSync(file, '');
  expect(() => openDataFolder(file)).toThrow(`DATA_DIR ${file}`);
});
