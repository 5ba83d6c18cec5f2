import { expect, test } from 'vitest';
import { BODY_LIMIT, Captures, captureHeaders, captureText } from './captures.ts';

const empty = { headers: [], body: null };

test('keeps the newest 2,000 exchanges', () => {
  const captures = new Captures();
  const notes = Array.from({ length: 2_001 }, () => ({}));
  for (const note of notes) captures.set(note, { request: empty, response: null });
  expect(captures.get(notes[0] as object)).toBeUndefined();
  expect(captures.get(notes[1] as object)).toEqual({ request: empty, response: null });
});

test('keeps at most 16 million characters, the newest ones', () => {
  const captures = new Captures();
  const body = captureText('x'.repeat(BODY_LIMIT));
  const notes = Array.from({ length: 1_100 }, () => ({}));
  for (const note of notes) {
    captures.set(note, { request: { headers: [], body }, response: null });
  }
  const kept = notes.filter((note) => captures.get(note) !== undefined);
  expect(kept).toHaveLength((16 * 1_048_576) / BODY_LIMIT);
  expect(kept.at(-1)).toBe(notes.at(-1));
});

test('cuts long bodies and says how long they were', () => {
  expect(captureText('short')).toEqual({ text: 'short', size: 5, isCut: false });
  const { text, size, isCut } = captureText('x'.repeat(BODY_LIMIT + 1));
  expect([text?.length, size, isCut]).toEqual([BODY_LIMIT, BODY_LIMIT + 1, true]);
});

test('cuts long and numerous headers', () => {
  const many = Array.from(
    { length: 100 },
    (_, index) => [`X-${index}`, 'v'.repeat(5_000)] as const,
  );
  const captured = captureHeaders(many);
  expect(captured).toHaveLength(64);
  expect(captured[0]).toEqual(['x-0', 'v'.repeat(1_024)]);
});
