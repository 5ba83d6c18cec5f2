import type { ReversalSource } from '@firsthandapi/engine';
import type Stripe from 'stripe';
import { idOf } from './stripe-id.ts';

/** A refund or dispute of a payment. */
export interface ReportedReversal {
  readonly kind: 'reversed';
  /** Stripe's id of the payment. */
  readonly reference: string;
  readonly source: ReversalSource;
  readonly currency: string;
  readonly livemode: boolean;
}

/** How final a report is. Stripe may send a dispute's events in any order. */
const stages = { withdrawn: 1, reinstated: 2, failed: 2, lost: 3, won: 4 } as const;

/** A charge states the sum of its refunds. */
export function chargeReport(charge: Stripe.Charge): ReportedReversal {
  return {
    kind: 'reversed',
    reference: idOf(charge.payment_intent) ?? charge.id,
    currency: charge.currency,
    livemode: charge.livemode,
    source: {
      id: charge.id,
      kind: 'charge',
      amount_cents: charge.amount_refunded,
      is_taken: true,
      stage: stages.withdrawn,
    },
  };
}

/** A refund counts from its creation: the money is on its way unless it fails. */
export function refundReport(refund: Stripe.Refund, livemode: boolean): ReportedReversal {
  const hasFailed = refund.status === 'failed' || refund.status === 'canceled';
  return {
    kind: 'reversed',
    reference: idOf(refund.payment_intent) ?? idOf(refund.charge) ?? refund.id,
    currency: refund.currency,
    livemode,
    source: {
      id: refund.id,
      kind: 'refund',
      amount_cents: refund.amount,
      is_taken: !hasFailed,
      stage: hasFailed ? stages.failed : stages.withdrawn,
    },
  };
}

/** Returns undefined for an inquiry, which withdraws no money. */
export function disputeReport(
  dispute: Stripe.Dispute,
  eventType: string,
): ReportedReversal | undefined {
  const stage = stageOf(dispute.status, eventType);
  if (stage === undefined) return undefined;
  return {
    kind: 'reversed',
    reference: idOf(dispute.payment_intent) ?? idOf(dispute.charge) ?? dispute.id,
    currency: dispute.currency,
    livemode: dispute.livemode,
    source: {
      id: dispute.id,
      kind: 'dispute',
      amount_cents: dispute.amount,
      is_taken: stage === stages.withdrawn || stage === stages.lost,
      stage,
    },
  };
}

function stageOf(status: string, eventType: string): number | undefined {
  if (status === 'won') return stages.won;
  if (status === 'lost') return stages.lost;
  if (eventType === 'charge.dispute.funds_reinstated') return stages.reinstated;
  if (eventType === 'charge.dispute.funds_withdrawn') return stages.withdrawn;
  return status.startsWith('warning_') || status === 'prevented' ? undefined : stages.withdrawn;
}
