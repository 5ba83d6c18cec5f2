import fc from 'fast-check';
import { nastyText } from './hostile-values.ts';

export type Header = readonly [name: string, value: string];

/** Placeholders for the sender's keys, which change when it has destroyed its own. */
export const KEY = '{live key}';
export const TEST_KEY = '{test key}';

const strayHeader: fc.Arbitrary<Header> = fc.oneof(
  fc.constantFrom<Header[]>(
    ['Prefer', 'wait=0'],
    ['Prefer', 'wait=-1'],
    ['Prefer', 'wait=61'],
    ['Prefer', 'wait=1e2'],
    ['Prefer', 'wait=abc, respond-async'],
    ['Accept-Encoding', 'gzip, br;q=0'],
    ['Range', 'bytes=0-,-1,5-2'],
    ['X-Forwarded-For', "' OR 1=1, ::1, not an address"],
    ['X-Request-Id', 'req_mine'],
    ['X-HTTP-Method-Override', 'DELETE'],
    ['Origin', 'null'],
    ['Cookie', 'a=b; c'],
    ['If-None-Match', '*'],
    ['User-Agent', 'x'.repeat(4_000)],
  ),
  nastyText.map((text): Header => ['User-Agent', asHeader(text)]),
  nastyText.map((text): Header => ['X-Stray', asHeader(text)]),
);

/** Headers as clients send them, and as no client should. */
export const headersOf: fc.Arbitrary<readonly Header[]> = fc
  .tuple(
    header('Authorization', fc.constantFrom(`Bearer ${KEY}`, `Bearer ${TEST_KEY}`), [
      'Bearer',
      'Bearer ',
      `bearer  ${KEY}`,
      `Bearer ${KEY}x`,
      `Basic ${KEY}`,
      KEY,
      `Bearer ${KEY}, Bearer ${KEY}`,
      'Bearer fh_live_sk_',
      `Bearer fh_test_sk_${'é'.repeat(20)}`,
      `Bearer fh_live_sk_${'0'.repeat(5_000)}`,
    ]),
    header(
      'Idempotency-Key',
      fc.oneof({ weight: 9, arbitrary: fc.uuid() }, fc.constantFrom('one', 'two', 'three')),
      ['', ' ', 'x'.repeat(255), 'x'.repeat(256), 'é\x80\xff', '"; DROP TABLE idempotency; --'],
    ),
    header('Content-Type', fc.constant('application/json'), [
      'application/json; charset=utf-8',
      'application/json;charset=utf-16',
      'APPLICATION/JSON',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/json, text/html',
      ';',
      '',
    ]),
    fc.array(strayHeader, { maxLength: 2 }),
    fc.ipV4(),
  )
  .map(([authorization, idempotency, type, stray, address]) => [
    ...authorization,
    ...idempotency,
    ...type,
    ['X-Forwarded-For', address],
    ...stray,
  ]);

/** A header that is mostly valid, and sometimes hostile, missing or duplicated. */
function header(
  name: string,
  right: fc.Arbitrary<string>,
  hostile: readonly string[],
): fc.Arbitrary<readonly Header[]> {
  return fc.oneof(
    { weight: 20, arbitrary: right.map((value): Header[] => [[name, value]]) },
    { weight: 2, arbitrary: fc.constantFrom(...hostile).map((value): Header[] => [[name, value]]) },
    { weight: 1, arbitrary: nastyText.map((value): Header[] => [[name, asHeader(value)]]) },
    { weight: 1, arbitrary: fc.constant<Header[]>([]) },
    {
      weight: 1,
      arbitrary: right.map((value): Header[] => [
        [name, value],
        [name, value],
      ]),
    },
  );
}

/** Returns the characters of a text that a header can contain without ending. */
function asHeader(text: string): string {
  return text.replace(/[\r\n]/g, '');
}
