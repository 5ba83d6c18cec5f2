import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeptText } from '../testing/fake-context.ts';
import { ListPrinter } from './list-printer.ts';
import { printObject } from './print-object.ts';
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

describe('a list', () => {
  const id = 'job_01KM59A1BW2E5CYE53KSBGENQG';
  const item = {
    ...{ object: 'job', id, status: 'open', title: 'a'.repeat(90), location: { lat: 1.5 } },
    ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`field_${index}`, index])),
    ...{ deadline: null, download_url: `https://files.example/${'c'.repeat(300)}` },
    ...{ description: `two\tlines\r\nand \u001b[2J${'b'.repeat(200)}`, created_at: '2026-03-01' },
  };

  test('fits the terminal of a person, with its ids whole', () => {
    const sink = new KeptText();
    [sink.isTerminal, sink.columns] = [true, 120];
    new ListPrinter(sink).print([item]);
    const lines = sink.text.trimEnd().split('\n');
    expect(lines[1]).toContain(id);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(120);
  });

  test('is whole to a program: every field, between tabs, under one line of headings for all pages', () => {
    const sink = new KeptText();
    const printer = new ListPrinter(sink);
    for (const page of [[item, { ...item, id: 'job_2' }], [{ ...item, id: 'job_3' }]]) {
      printer.print(page);
    }
    const [headings = [], ...rows] = sink.text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    const { object: _, ...fields } = item;
    expect([...headings].sort()).toEqual(
      Object.keys(fields)
        .map((name) => name.toUpperCase())
        .sort(),
    );
    expect(rows.map(([first]) => first)).toEqual([id, 'job_2', 'job_3']);
    const [shown] = rows.map((cells) =>
      Object.fromEntries(cells.map((cell, at) => [headings[at], cell])),
    );
    expect(shown).toMatchObject({
      TITLE: item.title,
      LOCATION: '{"lat":1.5}',
      DEADLINE: '–',
      DOWNLOAD_URL: item.download_url,
      DESCRIPTION: `two lines and \\u001b[2J${'b'.repeat(200)}`,
    });
  });
});

test('prints an object to a program with a line per field, whole, between tabs', () => {
  const sink = new KeptText();
  printObject(
    { object: 'job', id: 'job_1', title: 'a'.repeat(300), context: { text: 'b\tc' } },
    sink,
  );
  expect(sink.text).toBe(`FIELD\tVALUE\nid\tjob_1\ntitle\t${'a'.repeat(300)}\ncontext.text\tb c\n`);
});

test('keeps every column readable when the terminal is too narrow', () => {
  const [, row = ''] = table(['ONE', 'TWO'], [['a'.repeat(20), 'b'.repeat(20)]], 5).split('\n');
  expect(row).toBe(`${'a'.repeat(7)}…  ${'b'.repeat(7)}…`);
});
