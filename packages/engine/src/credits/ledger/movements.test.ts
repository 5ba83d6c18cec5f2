import { expect, it } from 'vitest';
import type { CreditLotRecord } from '../../store/records.ts';
import {
  assertBalanced,
  balanceChange,
  captureMovement,
  expirationMovement,
  grantMovement,
  holdMovement,
  releaseMovement,
} from './movements.ts';

const lot: CreditLotRecord = {
  id: 'crlt_1',
  organization_id: 'org_1',
  status: 'open',
  source: 'purchase',
  amount_cents: 1_000,
  remaining_cents: 75,
  expires_at: Date.parse('2027-03-20T09:30:00Z'),
  warned_at: null,
  created_at: Date.parse('2026-03-20T09:30:00Z'),
};

it.each([
  { movement: grantMovement('purchase', 2_500, 'Credit pack $25'), change: 2_500 },
  { movement: holdMovement('job_1', 150), change: 0 },
  { movement: captureMovement('job_1', 51), change: -51 },
  { movement: releaseMovement('job_1', 99), change: 0 },
  { movement: expirationMovement(lot, 75), change: -75 },
])('changes the balance by $change cents and adds up to zero', ({ movement, change }) => {
  assertBalanced(movement);
  expect(balanceChange(movement)).toBe(change);
});

it('refuses entries that do not add up to zero', () => {
  const entries = [
    { account: 'held', amount_cents: -50 },
    { account: 'worker_payable', amount_cents: 41 },
  ] as const;
  expect(() => assertBalanced({ job_id: null, entries })).toThrow('add up to -9 cents');
});

it('pays an approved file to the worker and the platform', () => {
  expect(captureMovement('job_1', 50).entries).toEqual([
    { account: 'held', amount_cents: -50 },
    { account: 'worker_payable', amount_cents: 40 },
    { account: 'platform_revenue', amount_cents: 10 },
  ]);
});

it('turns expired purchased credits into revenue, and returns granted ones to their source', () => {
  const receiver = (source: CreditLotRecord['source']) =>
    expirationMovement({ ...lot, source }, 75).entries[1]?.account;
  expect(receiver('purchase')).toBe('platform_revenue');
  expect(receiver('bonus')).toBe('funding');
  expect(receiver('free_tier')).toBe('funding');
});

it('names the day of the expired credits', () => {
  expect(expirationMovement(lot, 75).description).toBe('Credits of 2026-03-20 expired');
});
