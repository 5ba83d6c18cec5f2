import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseExamples, EXAMPLES } from './find-examples.ts';

test('selects all examples outside the workspace when none is named', async () => {
  const all = await chooseExamples([]);
  expect(all).toContain('express-receiver');
  expect(all).toContain('newcomer');
});

test('leaves out the members of the workspace', async () => {
  const workspace = await readFile(join(EXAMPLES, '..', 'pnpm-workspace.yaml'), 'utf8');
  const members = Array.from(workspace.matchAll(/^ +- examples\/(\S+)$/gm), ([, name]) => name);
  expect(members).toContain('quickstart');
  const all = await chooseExamples([]);
  expect(all.filter((name) => members.includes(name))).toEqual([]);
});

test('selects the named examples', async () => {
  expect(await chooseExamples(['express-receiver'])).toEqual(['express-receiver']);
});

test('lists the known examples when one is unknown', async () => {
  await expect(chooseExamples(['express'])).rejects.toThrow(
    /Unknown example express: expected .*express-receiver/,
  );
});
