import { ApiError } from '../../errors/api-error.ts';

const LOWEST_CENTS = 10;
const HIGHEST_CENTS = 50_000;

/** Throws 400 `pricing_violation` unless the price per file, in US cents, is in the allowed range (contract §4). */
export function requireFilePrice(field: string, priceCents: number): void {
  if (priceCents >= LOWEST_CENTS && priceCents <= HIGHEST_CENTS) return;
  const message = `must be ${LOWEST_CENTS}–${HIGHEST_CENTS} cents, not ${priceCents}`;
  throw new ApiError('pricing_violation', `${field}: ${message}`, {
    details: [{ field, message }],
  });
}
