import { expect, it } from 'vitest';
import { lotExpiresAt, lotWarningAt } from './lot-expiry.ts';

it.each([
  { bought: '2026-03-20T09:30:08.000Z', expires: '2027-03-20T09:30:08.000Z' },
  { bought: '2027-03-01T00:00:00.000Z', expires: '2028-03-01T00:00:00.000Z' },
  { bought: '2027-12-31T23:59:59.999Z', expires: '2028-12-31T23:59:59.999Z' },
  { bought: '2027-02-28T12:00:00.000Z', expires: '2028-02-28T12:00:00.000Z' },
  { bought: '2028-02-29T12:00:00.000Z', expires: '2029-02-28T12:00:00.000Z' },
])('expires credits bought on $bought on $expires', ({ bought, expires }) => {
  expect(new Date(lotExpiresAt(Date.parse(bought))).toISOString()).toBe(expires);
});

it('warns 30 days before a lot expires', () => {
  const expiresAt = Date.parse('2027-03-20T09:30:00Z');
  expect(new Date(lotWarningAt(expiresAt)).toISOString()).toBe('2027-02-18T09:30:00.000Z');
});
