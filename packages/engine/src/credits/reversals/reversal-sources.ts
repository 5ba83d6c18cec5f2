import type { ReversalSource } from '../../store/records.ts';

/** More refunds and disputes than a payment can have in practice. */
const MOST_SOURCES = 200;

/**
 * Returns the sources with one more report. Reports may repeat and arrive in any order: the result depends only on which
 * ones have arrived.
 *
 * @throws Error when a payment has more refunds and disputes than this server keeps
 */
export function withSource(
  sources: readonly ReversalSource[],
  report: ReversalSource,
): readonly ReversalSource[] {
  const known = sources.find(({ id }) => id === report.id);
  if (known === undefined) {
    if (sources.length >= MOST_SOURCES) {
      throw new Error(`A payment has more than ${MOST_SOURCES} refunds and disputes`);
    }
    return [...sources, report];
  }
  return sources.map((source) => (source === known ? moreFinal(known, report) : source));
}

/**
 * Returns how much of a payment is back with the customer, in US cents. The refunds count one by one, or as the charge's
 * sum where that is more: a provider may report either.
 */
export function returnedCents(sources: readonly ReversalSource[]): number {
  const sumOf = (kind: ReversalSource['kind'], isTaken: boolean) =>
    sources
      .filter((source) => source.kind === kind && source.is_taken === isTaken)
      .reduce((sum, { amount_cents }) => sum + amount_cents, 0);
  const refunded = Math.max(sumOf('refund', true), sumOf('charge', true) - sumOf('refund', false));
  return refunded + sumOf('dispute', true);
}

/** Of two reports of one stage, the larger amount is the later: refunds of a charge only add up. */
function moreFinal(known: ReversalSource, report: ReversalSource): ReversalSource {
  if (known.stage !== report.stage) return known.stage > report.stage ? known : report;
  return known.amount_cents >= report.amount_cents ? known : report;
}
