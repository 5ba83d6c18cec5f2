import { expect, test } from 'vitest';
import { chooseExamples } from './find-examples.ts';

test('runs all examples when none is named, and no member of the workspace', async () => {
  const all = await chooseExamples([]);
  expect(all).toContain('express-receiver');
  expect(all).toContain('newcomer');
  expect(all).not.toContain('quickstart');
  expect(all).not.toContain('runner');
});

test('runs the examples that are named', async () => {
  expect(await chooseExamples(['express-receiver'])).toEqual(['express-receiver']);
});

test('names what there is when an example is unknown', async () => {
  await expect(chooseExamples(['express'])).rejects.toThrow(
    /no example express; there are .*express-receiver/,
  );
});
