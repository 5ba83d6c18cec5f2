import { cardPage } from './card-page.ts';
import { escapeHtml } from './escape-html.ts';

/** What a checkout offers, in US cents. */
export interface Offer {
  readonly amountCents: number;
  readonly bonusCents: number;
}

/** Returns the page where an offer is paid. @param action Where its form is sent. */
export function offerPage({ amountCents, bonusCents }: Offer, action: string): string {
  const bonus = bonusCents === 0 ? '' : `<dt>Bonus</dt><dd>+ ${dollars(bonusCents)}</dd>`;
  return cardPage(
    'Buy credits',
    `<dl><dt>Credits</dt><dd>${dollars(amountCents)}</dd>${bonus}
<dt class="total">Added to your balance</dt><dd class="total">${dollars(amountCents + bonusCents)}</dd></dl>
<form method="post" action="${escapeHtml(action)}"><button>Pay ${dollars(amountCents)}</button></form>
<p class="note">This server has no payment provider: nothing is charged.</p>`,
  );
}

export const PAID_PAGE = cardPage(
  'Paid',
  '<p>The credits are in your balance. You can close this page and go back to where you came from.</p>',
);
export const CANCELLED_PAGE = cardPage(
  'Cancelled',
  '<p>Nothing was charged. You can close this page, or go back to pay after all.</p>',
);
export const EXPIRED_PAGE = cardPage(
  'Expired',
  '<p>This checkout can no longer be paid. Start a new purchase: <code>POST /v1/billing/credits/purchase</code>.</p>',
);
export const UNKNOWN_PAGE = cardPage(
  'Unknown checkout',
  '<p>This link is incomplete. Copy the whole <code>checkout_url</code> of the purchase.</p>',
);

function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}
