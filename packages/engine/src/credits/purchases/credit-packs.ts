import { validationError } from '../../errors/api-error.ts';

/** What a purchase grants: credits for its price, and a bonus. */
export interface CreditPack {
  readonly amount_cents: number;
  readonly bonus_cents: number;
}

/** Bonus of each pack in percent, by its price in US cents (contract §5). */
const BONUS_PERCENT_OF: Readonly<Record<number, number>> = {
  1000: 0,
  2500: 5,
  5000: 10,
  10000: 15,
  25000: 20,
};

/** Returns the pack with this price. Throws a 400 that lists the packs when there is none. */
export function creditPackOf(amountCents: number): CreditPack {
  const percent = BONUS_PERCENT_OF[amountCents];
  if (percent !== undefined) {
    return { amount_cents: amountCents, bonus_cents: (amountCents * percent) / 100 };
  }
  const prices = Object.keys(BONUS_PERCENT_OF).join(', ');
  throw validationError([
    {
      field: 'amount_cents',
      message: `is not the price of a pack; choose one of ${prices} US cents`,
    },
  ]);
}
