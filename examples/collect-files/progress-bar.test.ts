import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProgressBar, renderBar } from './progress-bar.ts';

test('fills the bar in proportion to the progress', () => {
  assert.equal(renderBar('files', 0, 3), `files    [${'-'.repeat(30)}] 0/3`);
  assert.equal(
    renderBar('files', 1, 3, 'open'),
    `files    [${'#'.repeat(10)}${'-'.repeat(20)}] 1/3 open`,
  );
  assert.equal(renderBar('files', 0, 0), `files    [${'#'.repeat(30)}] 0/0`);
});

test('updates one line on a terminal, and writes a line for each step to a file', () => {
  for (const [isTTY, lines] of [
    [true, 1],
    [false, 2],
  ] as const) {
    let text = '';
    const bar = createProgressBar({ isTTY, write: (more: string) => (text += more) }, 'files');
    bar.show(1, 2);
    bar.show(2, 2);
    bar.end();
    assert.equal(text.split('\n').length - 1, lines);
  }
});
