import { expect, test } from 'vitest';
import { closest } from './closest.ts';
import { type Option, parseArguments } from './parse-arguments.ts';
import { quoteArgument } from './quote-argument.ts';

const options: readonly Option[] = [
  { name: 'lng', value: '<number>', description: '' },
  { name: 'enabled', description: '', isNegatable: true },
  { name: 'tag', value: '<text>', description: '', isMultiple: true },
  { name: 'help', description: '' },
];
const parse = (...parameters: string[]) => parseArguments(parameters, options, 'things update');

test('reads a negative number as a value', () => {
  expect(parse('--lng', '-9.1').given).toEqual([{ name: 'lng', value: '-9.1' }]);
});

test('reads a value that begins with dashes after an equals sign', () => {
  expect(parse('--tag=--x').given).toEqual([{ name: 'tag', value: '--x' }]);
});

test('keeps the order of options, and positionals wherever they are', () => {
  expect(parse('a', '--tag', '1', '--no-enabled', 'b', '--tag', '2', '--', '--c')).toEqual({
    positionals: ['a', 'b', '--c'],
    given: [
      { name: 'tag', value: '1' },
      { name: 'enabled', value: false },
      { name: 'tag', value: '2' },
    ],
  });
});

test('refuses --no- for options that are no switches', () => {
  expect(() => parse('--no-tag')).toThrow('Unknown option --no-tag');
});

test('takes -h for help', () => {
  expect(parse('-h').given).toEqual([{ name: 'help', value: true }]);
});

test('suggests the nearest name, and nothing for another word', () => {
  expect(closest('stauts', ['status', 'type', 'limit'])).toBe('status');
  expect(closest('banana', ['status', 'type', 'limit'])).toBeUndefined();
  expect(closest('x'.repeat(100_000), ['status'])).toBeUndefined();
});

test('quotes an argument as a shell reads it', () => {
  expect(['plain', "it's", 'two words', ''].map(quoteArgument)).toEqual([
    'plain',
    "'it'\\''s'",
    "'two words'",
    "''",
  ]);
});
