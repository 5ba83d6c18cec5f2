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

it('creates the folder for its owner only', () => {
  const folder = join(parent, 'deep', 'data');
  openDataFolder(folder);
  expect(modeOf(folder)).toBe(0o700);
});

it('closes an existing folder to other users', () => {
  const folder = join(parent, 'data');
  openDataFolder(folder);
  chmodSync(folder, 0o755);
  openDataFolder(folder);
  expect(modeOf(folder)).toBe(0o700);
});

it('names DATA_DIR when the path is not a folder', () => {
  const file = join(parent, 'file');
  writeFileSync(file, '');
  expect(() => openDataFolder(file)).toThrow(`DATA_DIR ${file}`);
});
