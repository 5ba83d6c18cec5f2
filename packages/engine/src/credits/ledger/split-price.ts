/** The shares of an approved file's price. Both are whole cents and add up to the price. */
export interface PriceSplit {
  readonly worker_cents: number;
  readonly platform_cents: number;
}

/**
 * Splits a price: 80 % to the worker and 20 % to the platform (contract §5). The worker's share is rounded to the
 * nearest cent and the platform gets the rest, so nothing is lost and each file of a job pays its worker the same. Four
 * fifths of a whole number of cents never end in half a cent, so rounding has no ties.
 */
export function splitPrice(priceCents: number): PriceSplit {
  const workerCents = Math.floor((8 * priceCents + 5) / 10);
  return { worker_cents: workerCents, platform_cents: priceCents - workerCents };
}
