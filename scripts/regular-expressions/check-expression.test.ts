import { expect, test } from 'vitest';
import { checkExpression } from './check-expression.ts';

const check = (source: string) => checkExpression({ source, flags: '', location: 'a.ts:1' });

test('accepts an expression that matches in linear time', () => {
  expect(check('^[a-z]+@[a-z]+$')).toBeUndefined();
});

test.each([
  ['exponential', '^(a+)+$'],
  ['polynomial', '^\\s*(\\S*)\\s*(.*)x$'],
  ['polynomial', '/+$'],
])('reports %s time with a text that causes it', (complexity, source) => {
  expect(check(source)).toMatch(
    new RegExp(`^takes .*${complexity} time, for example for .*repeat`),
  );
});
