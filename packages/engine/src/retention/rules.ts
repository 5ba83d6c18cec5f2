import {
  anonymiseEarnings,
  anonymiseLedger,
  anonymisePurchases,
  anonymiseReversals,
  anonymiseTransactions,
} from './anonymise-billing.ts';
import {
  deleteOldAuditEvents,
  deleteOldErasures,
  deleteOldEvents,
  deleteOldUsage,
  deleteUsedIdempotencyKeys,
  expireDataExports,
  purgeEndedJobs,
} from './delete-old.ts';
import type { Period } from './period.ts';
import type { SweepStep } from './sweep-step.ts';

/** How long one kind of data is kept, and how it is removed. */
export interface RetentionRule {
  readonly category: string;
  readonly keptFor: Period;
  /** The start of the period, for people to read. */
  readonly since: string;
  readonly sweep: SweepStep;
}

/** How long the law requires billing records to be kept. */
export const BILLING_PERIOD: Period = { years: 7 };
export const AUDIT_PERIOD: Period = { years: 1 };
/** A data export is kept for as long as its download link works. */
export const DATA_EXPORT_PERIOD: Period = { days: 7 };

/**
 * All retention rules (contract §8). Two kinds of data end elsewhere: unused credits expire 12 months after their
 * purchase by tasks of their own, and the store deletes a rate limit's windows after they have ended. Webhook events
 * repeat submissions, so they are kept no longer than those.
 */
export const retentionRules: readonly RetentionRule[] = [
  {
    category: 'submission_content',
    keptFor: { days: 90 },
    since: "the job's completion or cancellation",
    sweep: purgeEndedJobs,
  },
  {
    category: 'webhook_events',
    keptFor: { days: 90 },
    since: 'the event',
    sweep: deleteOldEvents,
  },
  { category: 'usage', keptFor: { years: 1 }, since: 'the request', sweep: deleteOldUsage },
  {
    category: 'audit_log',
    keptFor: AUDIT_PERIOD,
    since: 'the event',
    sweep: deleteOldAuditEvents,
  },
  { category: 'erasures', keptFor: AUDIT_PERIOD, since: 'its creation', sweep: deleteOldErasures },
  {
    category: 'data_exports',
    keptFor: DATA_EXPORT_PERIOD,
    since: 'its completion',
    sweep: expireDataExports,
  },
  {
    category: 'idempotency_keys',
    keptFor: { days: 1 },
    since: 'the first use',
    sweep: deleteUsedIdempotencyKeys,
  },
  {
    category: 'billing_transactions',
    keptFor: BILLING_PERIOD,
    since: 'the transaction',
    sweep: anonymiseTransactions,
  },
  {
    category: 'billing_ledger',
    keptFor: BILLING_PERIOD,
    since: 'the entry',
    sweep: anonymiseLedger,
  },
  {
    category: 'billing_earnings',
    keptFor: BILLING_PERIOD,
    since: 'the approval',
    sweep: anonymiseEarnings,
  },
  {
    category: 'billing_purchases',
    keptFor: BILLING_PERIOD,
    since: 'the purchase',
    sweep: anonymisePurchases,
  },
  {
    category: 'billing_reversals',
    keptFor: BILLING_PERIOD,
    since: 'the first refund or dispute of the purchase',
    sweep: anonymiseReversals,
  },
];
