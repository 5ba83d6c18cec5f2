import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeptText } from '../testing/fake-context.ts';
import { printList } from './print-list.ts';
import { table } from './table.ts';
import { cutToWidth, textWidth } from './text-width.ts';

test('counts two columns for wide characters and emoji, and none for marks', () => {
  expect(['abc', '日本', 'e\u0301', '👩‍👩‍👧', '🇵🇹', '☕️', 'ｶ', ''].map(textWidth)).toEqual([
    3, 4, 1, 2, 2, 2, 1, 0,
  ]);
});

test('cuts between characters, never within a wide one', () => {
  expect(cutToWidth('日本語', 6)).toBe('日本語');
  expect(cutToWidth('日本語', 5)).toBe('日本…');
  expect(cutToWidth('日本語', 4)).toBe('日…');
});

test('never exceeds the width that it cuts to', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 1, max: 40 }),
      (text, columns) => {
        expect(textWidth(cutToWidth(text, columns))).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

test('lines up columns with wide characters', () => {
  expect(
    table(
      ['A', 'B'],
      [
        ['日本', 'x'],
        ['abc', 'y'],
      ],
      undefined,
    ),
  ).toBe('A     B\n日本  x\nabc   y\n');
});

test('takes from the widest columns until the table fits', () => {
  const text = table(['ID', 'TEXT'], [['job_0001', 'a'.repeat(60)]], 30);
  expect(text.split('\n')[1]).toBe(`job_0001  ${'a'.repeat(19)}…`);
});

test('never cuts the column that is to stay whole', () => {
  const id = 'job_01KM59A1BW2E5CYE53KSBGENQG';
  const [, row = ''] = table(['ID', 'TEXT'], [[id, 'a'.repeat(60)]], 20, 'ID').split('\n');
  expect(row).toBe(`${id}  ${'a'.repeat(7)}…`);
});

test('keeps a piped list within 120 columns, and its ids whole', () => {
  const sink = new KeptText();
  const id = 'job_01KM59A1BW2E5CYE53KSBGENQG';
  printList([{ id, status: 'open', title: 'a'.repeat(90), description: 'b'.repeat(90) }], sink);
  const lines = sink.text.trimEnd().split('\n');
  expect(lines[1]).toContain(id);
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(120);
});

test('keeps every column readable when the terminal is too narrow', () => {
  const [, row = ''] = table(['ONE', 'TWO'], [['a'.repeat(20), 'b'.repeat(20)]], 5).split('\n');
  expect(row).toBe(`${'a'.repeat(7)}…  ${'b'.repeat(7)}…`);
});
