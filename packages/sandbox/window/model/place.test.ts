import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Place, readPlace, START, writePlace } from './place.ts';

test('leaves out what has its initial value', () => {
  expect(writePlace(START)).toBe('');
  expect(writePlace({ ...START, entry: '1.75', shown: 'errors' })).toBe('?entry=1.75&shown=errors');
});

test('reads every place that it writes', () => {
  const position = fc.option(
    fc.tuple(fc.nat(), fc.nat()).map(([life, sequence]) => `${life % 1_000}.${sequence}`),
  );
  const text = fc.string({ minLength: 1, maxLength: 200 });
  const place: fc.Arbitrary<Place> = fc.record({
    world: text,
    list: fc.constantFrom('requests', 'jobs'),
    entry: position,
    job: fc.option(text),
    shown: fc.constantFrom('all', 'errors', 'webhooks'),
    text: fc.string({ maxLength: 200 }),
    since: position,
    tab: fc.constantFrom('overview', 'request', 'response', 'changes'),
  });
  fc.assert(
    fc.property(place, (each) => {
      expect(readPlace(writePlace(each))).toEqual(each);
    }),
  );
});

test.each([
  '?entry=1',
  '?entry=<b>',
  '?entry=1.2.3',
  '?shown=nothing',
  '?list=secrets',
  '?tab=__proto__',
  '?unknown=1',
])('takes %s for the start', (query) => {
  expect(readPlace(query)).toEqual(START);
});
