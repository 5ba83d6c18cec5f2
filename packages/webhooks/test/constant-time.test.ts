import { afterEach, expect, test, vi } from 'vitest';
import { signWebhook, verifyWebhookSignature } from '../src/index.ts';
import { eventBody, NOW, OLD_SECRET, SECRET } from './delivery.ts';

// A clock is too coarse for a single comparison, so this counts the work.
const body = eventBody();
const header = signWebhook({ body, secret: SECRET, timestamp: NOW });
const SIGNATURE_LENGTH = 64;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Returns how many characters are read while a header is verified. */
function charactersRead(signatureHeader: string, secret: string | string[] = SECRET): number {
  const charCodeAt = vi.spyOn(String.prototype, 'charCodeAt');
  try {
    verifyWebhookSignature(body, signatureHeader, secret, { receivedAt: NOW });
  } catch {
    // Refused; the work is the same.
  }
  const { length } = charCodeAt.mock.calls;
  charCodeAt.mockRestore();
  return length;
}

/** Returns the header with one character of its signature changed. */
function changedAt(place: number): string {
  const index = header.indexOf('v1=') + 3 + place;
  const other = header[index] === '0' ? '1' : '0';
  return header.slice(0, index) + other + header.slice(index + 1);
}

test('compares the whole signature wherever it differs', () => {
  const whole = charactersRead(header);
  expect(whole).toBeGreaterThanOrEqual(2 * SIGNATURE_LENGTH);
  for (let place = 0; place < SIGNATURE_LENGTH; place++) {
    expect(charactersRead(changedAt(place))).toBe(whole);
  }
});

test('compares every secret with every signature, whichever match', () => {
  const secrets = [SECRET, OLD_SECRET, 'whsec_EXAMPLEthird'];
  const signed = (...order: string[]) => signWebhook({ body, secret: order, timestamp: NOW });
  const [first = '', second = '', third = ''] = secrets;
  const work = charactersRead(signed(first, second, third), secrets);
  expect(work).toBeGreaterThanOrEqual(9 * 2 * SIGNATURE_LENGTH);
  expect(charactersRead(signed(third, second, first), secrets)).toBe(work);
  expect(charactersRead(signed('whsec_a', 'whsec_b', 'whsec_c'), secrets)).toBe(work);
  expect(charactersRead(signed('whsec_a', 'whsec_b', third), secrets)).toBe(work);
});
