import type { ListTransactionsQuery, PurchaseCreditsRequest } from '@firsthandapi/spec';
import { recordAudit } from '../audit/record-audit.ts';
import { presentTransaction } from '../credits/ledger/present-transaction.ts';
import { presentBalance, readBalance } from '../credits/lots/balance.ts';
import {
  type CheckoutPurchase,
  createCheckout,
  openCheckout,
  orderCheckout,
  withdrawCheckout,
} from '../credits/purchases/checkout.ts';
import { presentPurchase } from '../credits/purchases/present-purchase.ts';
import { simulateCheckout } from '../credits/purchases/simulated-checkout.ts';
import type { Reply } from '../http/reply.ts';
import { listPage } from '../lists/pagination.ts';
import { scopeOf } from '../store/scope.ts';
import type { Call } from '../work/call.ts';
import type { ExternalOperation } from './external-step.ts';
import type { Operation } from './operation.ts';

/**
 * Returns the organization's balance. Credits are not kept per environment: a test key sees the balance and never
 * changes it.
 */
export const getCreditBalance: Operation = async (call) => {
  const balance = await readBalance(call.tables, call.organization_id);
  return { status: 200, body: presentBalance(balance, await lastMovementAt(call)) };
};

export const listTransactions: Operation<unknown, ListTransactionsQuery> = (call) => {
  const { type } = call.query;
  const where = { organization_id: call.organization_id, ...(type && { type }) };
  return listPage(call, call.tables.credit_transactions, { where }, presentTransaction);
};

/**
 * Under a test key the purchase is simulated and nothing is charged (contract §1). A live purchase is ordered first;
 * then the payment provider creates the checkout; then the checkout is stored.
 */
export const purchaseCredits: ExternalOperation<PurchaseCreditsRequest> = async (call, intent) => {
  const { amount_cents } = call.body;
  if (call.environment !== 'live') {
    return purchased(call, await simulateCheckout(call, scopeOf(call), amount_cents));
  }
  const order = await orderCheckout(call, call.organization_id, amount_cents, intent);
  return {
    intent: order.id,
    async execute() {
      const checkout = await createCheckout(call.ports.payments, order, call.deadline?.signal);
      return async (later) => purchased(later, await openCheckout(later, order.id, checkout));
    },
    compensate: (later) => withdrawCheckout(later, order.id),
  };
};

async function purchased(call: Call, purchase: CheckoutPurchase): Promise<Reply> {
  const resource = { type: 'credit_purchase', id: purchase.id };
  await recordAudit(call, 'credit_purchase.created', resource);
  return { status: 200, body: presentPurchase(purchase) };
}

async function lastMovementAt({ tables, organization }: Call): Promise<number> {
  const where = { organization_id: organization.id };
  const [entry] = await tables.ledger_entries.list({ where, limit: 1 });
  return entry?.created_at ?? organization.created_at;
}
