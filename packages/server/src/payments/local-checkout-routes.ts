import type { ServerResponse } from 'node:http';
import { grantPurchase, type Work } from '@firsthandapi/engine';
import { readText } from '../host/request-body.ts';
import { type Routes, sendPage } from '../host/route-table.ts';
import type { Transact } from '../host/transact-in-time.ts';
import { EXPIRED_PAGE, offerPage, PAID_PAGE, UNKNOWN_PAGE } from '../pages/checkout-pages.ts';
import type { LocalPayments } from './local-payments.ts';

/** The form is a button. */
const LARGEST_FORM_BYTES = 65_536;

/** The built-in stand-in for a payment provider: a page with a button. */
export function localCheckoutRoutes(payments: LocalPayments, transact: Transact): Routes {
  /** One transaction for the whole request, so that one time limit covers it. */
  const withPurchase = async (url: URL, work: (work: Work, id: string) => Promise<Purchase>) => {
    const id = url.pathname.split('/').at(-1) ?? '';
    if (!payments.isToken(id, url.searchParams.get('token') ?? '')) return undefined;
    return transact((each) => work(each, id));
  };
  return {
    '/checkout/*': {
      async GET(_request, response, url) {
        const purchase = await withPurchase(url, ({ tables }, id) =>
          tables.credit_purchases.get(id),
        );
        if (purchase?.status !== 'pending') return sendOutcome(response, purchase);
        const { amount_cents: amountCents, bonus_cents: bonusCents } = purchase;
        const action = `${url.pathname}${url.search}`;
        sendPage(response, 200, offerPage({ amountCents, bonusCents }, action));
      },
      async POST(request, response, url) {
        await readText(request, LARGEST_FORM_BYTES);
        sendOutcome(response, await withPurchase(url, pay));
      },
    },
  };
}

type Purchase = Awaited<ReturnType<Work['tables']['credit_purchases']['get']>>;

/** Pays a purchase that waits for it, and returns it as it is then. */
async function pay(work: Work, id: string): Promise<Purchase> {
  const purchase = await work.tables.credit_purchases.get(id);
  if (purchase?.status !== 'pending') return purchase;
  await grantPurchase(work, purchase, `local_${id}`);
  return { ...purchase, status: 'paid' };
}

/** Shows what has become of a purchase that no longer waits for its payment. */
function sendOutcome(response: ServerResponse, purchase: Purchase): void {
  if (purchase === undefined) sendPage(response, 404, UNKNOWN_PAGE);
  else if (purchase.status === 'paid') sendPage(response, 200, PAID_PAGE);
  else sendPage(response, 410, EXPIRED_PAGE);
}
