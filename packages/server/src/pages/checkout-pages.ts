import { escapeHtml } from './escape-html.ts';
import { page } from './page.ts';

const STYLE = `
main { max-width: 28rem; margin: clamp(1rem, 10vh, 6rem) auto; padding: 0 1rem }
.card { border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; background: var(--raised) }
h1 { margin: 0 0 1rem; font-size: 1.5rem }
dl { margin: 0 0 1.25rem; display: grid; grid-template-columns: 1fr auto; gap: .4rem 1rem }
dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums }
.total { font-weight: 600; border-top: 1px solid var(--line); padding-top: .4rem }
button { width: 100%; padding: .8rem 1rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent);
  border: 0; border-radius: 8px; cursor: pointer } button:hover { filter: brightness(1.1) }
.note { color: var(--soft); font-size: .9rem; margin: 1rem 0 0 }
`;

/** What a checkout offers, in US cents. */
export interface Offer {
  readonly amountCents: number;
  readonly bonusCents: number;
}

/** Returns the page where an offer is paid. @param action Where its form is sent. */
export function offerPage({ amountCents, bonusCents }: Offer, action: string): string {
  const bonus = bonusCents === 0 ? '' : `<dt>Bonus</dt><dd>+ ${dollars(bonusCents)}</dd>`;
  return checkoutPage(
    'Buy credits',
    `<dl><dt>Credits</dt><dd>${dollars(amountCents)}</dd>${bonus}
<dt class="total">Added to your balance</dt><dd class="total">${dollars(amountCents + bonusCents)}</dd></dl>
<form method="post" action="${escapeHtml(action)}"><button>Pay ${dollars(amountCents)}</button></form>
<p class="note">This server has no payment provider: nothing is charged.</p>`,
  );
}

export const PAID_PAGE = checkoutPage(
  'Paid',
  '<p>The credits are in your balance. You can close this page and go back to where you came from.</p>',
);
export const CANCELLED_PAGE = checkoutPage(
  'Cancelled',
  '<p>Nothing was charged. You can close this page, or go back to pay after all.</p>',
);
export const EXPIRED_PAGE = checkoutPage(
  'Expired',
  '<p>This checkout can no longer be paid. Start a new purchase: <code>POST /v1/billing/credits/purchase</code>.</p>',
);
export const UNKNOWN_PAGE = checkoutPage(
  'Unknown checkout',
  '<p>This link is incomplete. Copy the whole <code>checkout_url</code> of the purchase.</p>',
);

function checkoutPage(title: string, content: string): string {
  const body = `<main id="main"><div class="card"><h1>${title}</h1>${content}</div></main>`;
  return page({ title: `${title} · FirstHandAPI`, body, style: STYLE });
}

function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}
