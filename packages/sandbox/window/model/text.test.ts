import { expect, test } from 'vitest';
import { curlOf } from './curl.ts';
import { jsonTokens, prettyJson } from './json-tokens.ts';
import { planText } from './plan.ts';
import { actionOf, SHORTCUTS } from './shortcuts.ts';
import { request } from './testing/entries.ts';
import { countText, durationText, shortId, sizeText } from './text.ts';

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_000, '1 s'],
  [147_000, '2 min 27 s'],
  [3_600_000, '1 h'],
  [3_605_000, '1 h'],
  [90_061_000, '1 d 1 h'],
])('writes %i ms as %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});

test('writes sizes, counts and ids', () => {
  expect([sizeText(1), sizeText(612), sizeText(12_345), sizeText(3_000_000)]).toEqual([
    '1 byte',
    '612 bytes',
    '12 KB',
    '2.9 MB',
  ]);
  expect([countText(1, 'job'), countText(2_000, 'request')]).toEqual(['1 job', '2,000 requests']);
  expect(shortId('job_01M8KBYJ80AAFGJHR000000003')).toBe('job_01M8K…0003');
});

test('says what a world does next', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const step = (at: string, kind: string, slot: number | null) => ({
    at,
    kind,
    slot,
    subject: 'job_1',
  });
  expect(planText({ steps: [], total: 0 }, now)).toBe('Nothing is due.');
  expect(
    planText({ steps: [step('2026-01-01T00:00:04Z', 'simulation.hand_in', 2)], total: 12 }, now),
  ).toBe('Next: a worker uploads file 3 (job_1), in 4 s. Then 11 more steps.');
  expect(
    planText({ steps: [step('2025-12-31T00:00:00Z', 'webhook.deliver', null)], total: 1 }, now),
  ).toBe('Next: webhook attempt (job_1), now.');
});

test('colours JSON without changing a character', () => {
  const text = prettyJson('{"a":"x \\" y","b":[1,-2.5e3,true,null],"c":"<b>"}');
  const tokens = jsonTokens(text);
  expect(tokens.map((token) => token.text).join('')).toBe(text);
  const coloured = tokens.filter(({ kind }) => kind !== 'plain');
  expect(coloured.map(({ kind, text: part }) => [kind, part])).toEqual([
    ['string', '"x \\" y"'],
    ['number', '1'],
    ['number', '-2500'],
    ['word', 'true'],
    ['word', 'null'],
    ['string', '"<b>"'],
  ]);
});

test.each(['<h1>no JSON</h1>', '{"cut":"off', '', '[1, 2', 'id: 1'])(
  'leaves %j as it is',
  (text) => {
    expect(prettyJson(text)).toBe(text);
    expect(
      jsonTokens(text)
        .map((token) => token.text)
        .join(''),
    ).toBe(text);
  },
);

test('writes a call for a shell, with the key from the environment', () => {
  const detail = {
    life: 1,
    entry: request({ method: 'POST', path: '/v1/jobs?a=$(rm)' }),
    attempts: [],
    next_attempt_at: null,
    exchange: {
      request: {
        headers: [
          ['host', '127.0.0.1'],
          ['authorization', 'Bearer fh_test_sk_***'],
          ['idempotency-key', "it's"],
        ],
        body: { text: '{"title":"it\'s"}', size: 16, is_cut: false },
      },
      response: null,
    },
  } as const;
  expect(curlOf(detail, 'http://127.0.0.1:4010')).toBe(
    [
      "curl -X POST 'http://127.0.0.1:4010/v1/jobs?a=$(rm)'",
      '-H "Authorization: Bearer $FIRSTHAND_API_KEY"',
      "-H 'idempotency-key: it'\\''s'",
      `-d '{"title":"it'\\''s"}'`,
    ].join(' \\\n  '),
  );
});

const PRESSED = {
  key: 'j',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  target: 'BODY',
  isInDialog: false,
};

test.each([
  [{}, 'next'],
  [{ key: '?' }, 'help'],
  [{ key: 'ArrowDown', target: 'ROW' }, 'next'],
  [{ key: 'ArrowDown', target: 'BUTTON' }, undefined],
  [{ key: 'Enter' }, 'open'],
  [{ key: 'Enter', target: 'ROW' }, undefined],
  [{ target: 'INPUT' }, undefined],
  [{ target: 'SELECT' }, undefined],
  [{ target: 'CHOICE' }, 'next'],
  [{ key: 'Escape', target: 'INPUT' }, 'close'],
  [{ ctrlKey: true }, undefined],
  [{ metaKey: true, key: 'r' }, undefined],
  [{ isInDialog: true }, undefined],
  [{ key: 'x' }, undefined],
])('takes %j for %s', (pressed, action) => {
  expect(actionOf({ ...PRESSED, ...pressed }, { areOn: true })).toBe(action);
});

test('does nothing on single letters that are switched off', () => {
  const off = { areOn: false };
  expect(actionOf({ ...PRESSED, key: 'n' }, off)).toBeUndefined();
  expect(actionOf({ ...PRESSED, key: 'Escape' }, off)).toBe('close');
});

test('gives every key one meaning', () => {
  const keys = SHORTCUTS.flatMap((shortcut) => shortcut.keys);
  expect(new Set(keys).size).toBe(keys.length);
});
