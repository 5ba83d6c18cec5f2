import { expect, test } from 'vitest';
import { readCost } from './type-cost-checks.ts';

test('counts instantiations, and declaration files that are not of the language', () => {
  const output = [
    '/cache/typescript/lib/lib.d.ts',
    '/cache/typescript/lib/lib.es2022.error.d.ts',
    '/project/node_modules/@firsthandapi/sdk/dist/index.d.ts',
    '/project/node_modules/@firsthandapi/sdk/dist/other.d.cts',
    '/project/five-calls.ts',
    'Files:                         61',
    'Instantiations:                33',
  ].join('\n');
  expect(readCost(output)).toEqual({ instantiations: 33, declarations: 2 });
});

test('refuses output without a count, which would pass for none', () => {
  expect(() => readCost('Files: 61')).toThrow('told no instantiations');
});
