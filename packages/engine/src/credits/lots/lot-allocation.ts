import type { CreditHoldRecord, CreditLotRecord } from '../../store/records.ts';
import type { Instant } from '../../time/instant.ts';

/** Cents of one lot inside a hold. */
export type Allocation = CreditHoldRecord['allocations'][number];

/** The updated lots, and what was taken from each. */
export interface LotsTaken {
  readonly lots: readonly CreditLotRecord[];
  readonly allocations: readonly Allocation[];
}

/** The updated lots, and the credits whose lot had expired by the time they were returned. */
export interface LotsReturned {
  readonly lots: readonly CreditLotRecord[];
  readonly lapsed: readonly { readonly lot: CreditLotRecord; readonly cents: number }[];
}

/** Returns the credits left in the lots. */
export function remainingIn(lots: readonly CreditLotRecord[]): number {
  return lots.reduce((sum, lot) => sum + lot.remaining_cents, 0);
}

/**
 * Sorts lots soonest-expiring first, the order of spending (contract §5); of lots that expire together, the older
 * first.
 */
export function inSpendingOrder(lots: readonly CreditLotRecord[]): readonly CreditLotRecord[] {
  return lots.toSorted((a, b) => a.expires_at - b.expires_at || (a.id < b.id ? -1 : 1));
}

export function hasExpired(lot: CreditLotRecord, now: Instant): boolean {
  return lot.expires_at <= now;
}

/** Takes `cents` from the lots in the given order. Returns undefined, and takes nothing, when they do not suffice. */
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

/** Takes up to `cents` from the lots, those that expire last first. */
export function takeLastFromLots(lots: readonly CreditLotRecord[], cents: number): LotsTaken {
  const taken = Math.min(cents, remainingIn(lots));
  return takeFromLots(inSpendingOrder(lots).toReversed(), taken) ?? { lots: [], allocations: [] };
}

/** Splits a hold's allocations after `cents`, the soonest-expiring first. */
export function splitAllocations(
  allocations: readonly Allocation[],
  cents: number,
): { readonly first: readonly Allocation[]; readonly rest: readonly Allocation[] } {
  let missing = cents;
  const first: Allocation[] = [];
  const rest: Allocation[] = [];
  for (const { lot_id, cents: all } of allocations) {
    const taken = Math.min(missing, all);
    missing -= taken;
    if (taken > 0) first.push({ lot_id, cents: taken });
    if (all > taken) rest.push({ lot_id, cents: all - taken });
  }
  if (missing > 0) throw new Error(`The hold is ${missing} cents short of what it is needed for`);
  return { first, rest };
}

/** Returns allocations to their lots. Those of a lot that has expired lapse instead. */
export function returnToLots(
  lots: readonly CreditLotRecord[],
  allocations: readonly Allocation[],
  now: Instant,
): LotsReturned {
  const returned = allocations.map(({ lot_id, cents }) => {
    const lot = lots.find(({ id }) => id === lot_id);
    if (lot === undefined) throw new Error(`The hold's lot ${lot_id} is missing`);
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
