import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProgressBar, renderBar } from './progress-bar.ts';

test('a bar is as full as the work is done', () => {
  assert.equal(renderBar('files', 0, 3), `files    [${'-'.repeat(30)}] 0/3`);
  assert.equal(
    renderBar('files', 1, 3, 'open'),
    `files    [${'#'.repeat(10)}${'-'.repeat(20)}] 1/3 open`,
  );
  assert.equal(renderBar('files', 0, 0), `files    [${'#'.repeat(30)}] 0/0`);
});

test('a terminal sees one line that changes, a file sees a line for each step', () => {
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
