/** What a report did, as counted by the metric. */
export type ReportOutcome =
  | 'granted'
  | 'failed'
  | 'reversed'
  | 'restored'
  | 'unchanged'
  | 'mismatch'
  | 'unknown';

/** What became of a report. */
export interface SettledReport {
  readonly outcome: ReportOutcome;
  /** What the operator should know; for a mismatch or an unknown purchase. */
  readonly problem?: string;
}

/** Returns the result for a payment that is not what its purchase asks for. */
export function misfit(reference: string, purchaseId: string, reason: string): SettledReport {
  return {
    outcome: 'mismatch',
    problem: `Stripe payment ${reference} does not match ${purchaseId}: ${reason}`,
  };
}

/** Returns the result for a payment of no purchase of this server. */
export function unknown(reference: string): SettledReport {
  return { outcome: 'unknown', problem: `Stripe payment ${reference}: unknown purchase` };
}
