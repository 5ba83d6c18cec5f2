import { readText } from '../host/request-body.ts';
import { type Routes, sendJson, sendPage } from '../host/route-table.ts';
import type { Transact } from '../host/transact-in-time.ts';
import { CANCELLED_PAGE, PAID_PAGE } from '../pages/checkout-pages.ts';
import { settlePayment } from './settle-payment.ts';
import { settleReversal } from './settle-reversal.ts';
import type { ReportOutcome, SettledReport } from './settled-report.ts';
import type { StripeReport } from './stripe-event.ts';
import type { StripePayments } from './stripe-payments.ts';

const LARGEST_EVENT_BYTES = 1_048_576;

/** What the endpoint tells its operator. */
export interface PaymentObserver {
  readonly onReport: (outcome: ReportOutcome) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * The endpoint for Stripe's webhooks. Stripe may repeat events and send them in any order; each payment, refund and
 * dispute counts once. A payment that does not match its purchase is acknowledged, reported and never granted, since a
 * retry would not change it.
 */
export function stripeRoutes(
  payments: StripePayments,
  transact: Transact,
  { onReport, onError }: PaymentObserver,
): Routes {
  return {
    '/payments/stripe': {
      async POST(request, response) {
        const body = await readText(request, LARGEST_EVENT_BYTES);
        const event = readEvent(payments, body, String(request.headers['stripe-signature'] ?? ''));
        if ('error' in event) return sendJson(response, 400, event);
        if (event.report !== undefined) await settle(event.report);
        sendJson(response, 200, { received: true });
      },
    },
    '/checkout/done': { GET: (_request, response) => sendPage(response, 200, PAID_PAGE) },
    '/checkout/cancelled': { GET: (_request, response) => sendPage(response, 200, CANCELLED_PAGE) },
  };

  async function settle(report: StripeReport): Promise<void> {
    const { outcome, problem }: SettledReport =
      report.kind === 'reversed'
        ? await settleReversal(transact, payments, report)
        : await transact((work) => settlePayment(work, payments, report));
    onReport(outcome);
    if (problem !== undefined) onError(new Error(problem));
  }
}

/** A malformed event with a valid signature is a bug here or at Stripe, and must not be reported as a forgery. */
function readEvent(
  payments: StripePayments,
  body: string,
  signature: string,
): { readonly report: StripeReport | undefined } | { readonly error: string } {
  try {
    return { report: payments.readEvent(body, signature) };
  } catch (error) {
    const isForged = payments.isForgery(error);
    return { error: isForged ? 'The signature does not verify' : 'The event cannot be read' };
  }
}
