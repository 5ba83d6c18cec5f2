import { expect, test } from 'vitest';
import { findExpressions } from './find-expressions.ts';

test('finds literals and calls of RegExp with constant texts, with their lines', () => {
  const text = "const a = /^a\\/+$/gu;\nconst b = new RegExp('b+', 'i');\nconst c = RegExp(`c`);\n";
  expect(findExpressions('a.ts', text)).toEqual({
    expressions: [
      { source: '^a\\/+$', flags: 'gu', location: 'a.ts:1' },
      { source: 'b+', flags: 'i', location: 'a.ts:2' },
      { source: 'c', flags: '', location: 'a.ts:3' },
    ],
    unreadable: [],
  });
});

test('reports where an expression is built from other values', () => {
  const text = 'new RegExp("^" + name);\nnew RegExp(pattern);\nnew RegExp("a", flags);\n';
  expect(findExpressions('a.ts', text)).toEqual({
    expressions: [],
    unreadable: ['a.ts:1', 'a.ts:2', 'a.ts:3'],
  });
});

test('ignores other constructors, and divisions', () => {
  expect(findExpressions('a.ts', 'new Map([]); const half = a / 2 / b;').expressions).toEqual([]);
});
