import { lotExpiresAt } from '../lots/lot-expiry.ts';

interface ModelLot {
  remaining: number;
  readonly expiresAt: number;
}

/**
 * The simplest model of credits: cents move one at a time, and it only keeps how many each lot has left and which lot
 * each held cent came from.
 */
export class CreditModel {
  readonly lots: ModelLot[] = [];
  /** Per job, the lot of each held cent in the order of holding. */
  readonly holds = new Map<string, ModelLot[]>();

  grant(cents: number, now: number): void {
    this.lots.push({ remaining: cents, expiresAt: lotExpiresAt(now) });
  }

  canHold(cents: number, now: number): boolean {
    const spendable = this.lots.filter((lot) => lot.expiresAt > now);
    return spendable.reduce((sum, lot) => sum + lot.remaining, 0) >= cents;
  }

  hold(jobId: string, cents: number, now: number): void {
    this.expire(now);
    const held: ModelLot[] = [];
    for (let cent = 0; cent < cents; cent += 1) {
      const lot = this.#soonestExpiring();
      lot.remaining -= 1;
      held.push(lot);
    }
    this.holds.set(jobId, held);
  }

  capture(jobId: string, price: number): void {
    this.holds.get(jobId)?.splice(0, price);
  }

  release(jobId: string, now: number): void {
    for (const lot of this.holds.get(jobId) ?? []) if (lot.expiresAt > now) lot.remaining += 1;
    this.holds.delete(jobId);
  }

  expire(now: number): void {
    for (const lot of this.lots) if (lot.expiresAt <= now) lot.remaining = 0;
  }

  heldCents(): number {
    return [...this.holds.values()].reduce((sum, held) => sum + held.length, 0);
  }

  #soonestExpiring(): ModelLot {
    const [first, ...others] = this.lots.filter((lot) => lot.remaining > 0);
    if (first === undefined) throw new Error('Nothing is left to hold');
    return others.reduce((best, lot) => (lot.expiresAt < best.expiresAt ? lot : best), first);
  }
}
