import { expect, test } from 'vitest';
import { chooseExamples } from './find-examples.ts';

test('selects all examples outside the workspace when none is named', async () => {
  const all = await chooseExamples([]);
  expect(all).toContain('express-receiver');
  expect(all).toContain('newcomer');
  expect(all).not.toContain('quickstart');
  expect(all).not.toContain('runner');
});

test('selects the named examples', async () => {
  expect(await chooseExamples(['express-receiver'])).toEqual(['express-receiver']);
});

test('lists the known examples when one is unknown', async () => {
  await expect(chooseExamples(['express'])).rejects.toThrow(
    /Unknown example express: expected .*express-receiver/,
  );
});
