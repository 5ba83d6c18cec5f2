import type { CreditHoldRecord, CreditLotRecord } from '../../store/records.ts';
import type { Instant } from '../../time/instant.ts';

/** Cents of one lot inside a hold. */
export type Allocation = CreditHoldRecord['allocations'][number];

/** Lots as they become, and what was taken from each. */
export interface LotsTaken {
  readonly lots: readonly CreditLotRecord[];
  readonly allocations: readonly Allocation[];
}

/** Lots as they become, and credits whose lot had expired when they came back. */
export interface LotsReturned {
  readonly lots: readonly CreditLotRecord[];
  readonly lapsed: readonly { readonly lot: CreditLotRecord; readonly cents: number }[];
}

/** What the lots can pay. */
export function remainingIn(lots: readonly CreditLotRecord[]): number {
  return lots.reduce((sum, lot) => sum + lot.remaining_cents, 0);
}

/** Soonest-expiring first, the order of spending (contract §5); of lots that expire together, the older. */
export function inSpendingOrder(lots: readonly CreditLotRecord[]): readonly CreditLotRecord[] {
  return lots.toSorted((a, b) => a.expires_at - b.expires_at || (a.id < b.id ? -1 : 1));
}

export function hasExpired(lot: CreditLotRecord, now: Instant): boolean {
  return lot.expires_at <= now;
}

/** Takes `cents` from the lots in the order given, or nothing (undefined) when they do not hold as much. */
export function takeFromLots(
  lots: readonly CreditLotRecord[],
  cents: number,
): LotsTaken | undefined {
  const changed: CreditLotRecord[] = [];
  const allocations: Allocation[] = [];
  let missing = cents;
  for (const lot of lots) {
    if (missing === 0) break;
    const taken = Math.min(missing, lot.remaining_cents);
    missing -= taken;
    changed.push(withRemaining(lot, lot.remaining_cents - taken));
    allocations.push({ lot_id: lot.id, cents: taken });
  }
  return missing === 0 ? { lots: changed, allocations } : undefined;
}

/** What is left of a hold's allocations after `cents` of them are spent, the soonest-expiring first. */
export function spendAllocations(
  allocations: readonly Allocation[],
  cents: number,
): readonly Allocation[] {
  let missing = cents;
  const left: Allocation[] = [];
  for (const allocation of allocations) {
    const spent = Math.min(missing, allocation.cents);
    missing -= spent;
    if (allocation.cents > spent) left.push({ ...allocation, cents: allocation.cents - spent });
  }
  if (missing > 0)
    throw new Error(`A hold has ${missing} cents less than an approval takes from it`);
  return left;
}

/** Gives allocations back to their lots. What belongs to a lot that has expired lapses instead. */
export function returnToLots(
  lots: readonly CreditLotRecord[],
  allocations: readonly Allocation[],
  now: Instant,
): LotsReturned {
  const returned = allocations.map(({ lot_id, cents }) => {
    const lot = lots.find(({ id }) => id === lot_id);
    if (lot === undefined)
      throw new Error(`A hold's credits came from ${lot_id}, which is missing`);
    return { lot, cents };
  });
  return {
    lots: returned
      .filter(({ lot }) => !hasExpired(lot, now))
      .map(({ lot, cents }) => withRemaining(lot, lot.remaining_cents + cents)),
    lapsed: returned.filter(({ lot }) => hasExpired(lot, now)),
  };
}

function withRemaining(lot: CreditLotRecord, cents: number): CreditLotRecord {
  if (cents < 0 || cents > lot.amount_cents) {
    throw new Error(`A lot of ${lot.amount_cents} cents cannot have ${cents} left`);
  }
  return { ...lot, remaining_cents: cents, status: cents > 0 ? 'open' : 'spent' };
}
