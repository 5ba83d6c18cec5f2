import type { CreditTransaction } from '@firsthandapi/spec';
import { bodyOf, LoadedView, money, movement, useLoaded } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { idempotent } from '../api/idempotent.ts';
import { ActionDialog } from '../page/action-dialog.tsx';
import { Figures } from '../page/figures.tsx';
import { type Column, ListTable } from '../page/list-table.tsx';
import { Page } from '../page/page.tsx';
import { Time } from '../page/time.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { useList } from '../services/use-list.ts';

/** The balance, every movement of it, and more credits. */
export default function BillingScreen() {
  const { api, environment } = useServices();
  const [isBuying, setBuying] = useState(false);
  const balance = useLoaded(`${environment.value} balance`, (signal) =>
    bodyOf(api.GET('/v1/billing/credits', { signal })),
  );
  const transactions = useList<CreditTransaction>('transactions', (cursor, signal) =>
    bodyOf(
      api.GET('/v1/billing/transactions', {
        params: { query: cursor === undefined ? {} : { cursor } },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
  return (
    <Page
      title="Billing"
      about="Credits are held when a job is posted, and charged per approved file."
      actions={
        environment.value === 'live' && (
          <button type="button" class="btn primary" onClick={() => setBuying(true)}>
            Buy credits
          </button>
        )
      }
    >
      <LoadedView loading={balance} what="The balance" label="Loading the balance">
        {({ available_cents, held_cents, total_cents, owed_cents }) => (
          <Figures
            figures={[
              { name: 'Available', value: money(available_cents) },
              { name: 'Held for jobs', value: money(held_cents) },
              { name: 'Total', value: money(total_cents) },
              { name: 'Owed', value: money(owed_cents ?? 0) },
            ]}
          />
        )}
      </LoadedView>
      <ListTable
        list={transactions}
        what="Transactions"
        keyOf={({ id }) => id}
        columns={COLUMNS}
        empty={{
          icon: 'wallet',
          title: 'No movements yet',
          text: 'Purchases, charges and refunds appear here, to the cent.',
        }}
      />
      {isBuying && <BuyDialog onClose={() => setBuying(false)} />}
    </Page>
  );
}

/** What can be bought at a time (contract §4). */
const AMOUNTS = [1_000, 2_500, 5_000, 10_000, 25_000] as const;

function BuyDialog({ onClose }: { readonly onClose: () => void }) {
  const { api } = useServices();
  const [amount_cents, setAmount] = useState<(typeof AMOUNTS)[number]>(5_000);
  const buy = useAction(async () => {
    const purchase = await bodyOf(
      api.POST('/v1/billing/credits/purchase', {
        params: { header: idempotent() },
        body: { amount_cents },
      }),
    );
    location.assign(purchase.checkout_url);
  });
  return (
    <ActionDialog title="Buy credits" verb="Buy credits" action={buy} onClose={onClose}>
      <fieldset class="seg">
        <legend>Amount</legend>
        {AMOUNTS.map((cents) => (
          <label key={cents}>
            <input
              type="radio"
              name="amount"
              checked={amount_cents === cents}
              onChange={() => setAmount(cents)}
            />
            {money(cents)}
          </label>
        ))}
      </fieldset>
      <p class="muted">You pay on the page of our payment provider, and come back.</p>
    </ActionDialog>
  );
}

const COLUMNS: readonly [Column<CreditTransaction>, ...Column<CreditTransaction>[]] = [
  {
    name: 'Movement',
    cell: ({ description, id }) => (
      <>
        {description}
        <br />
        <code class="meta">{id}</code>
      </>
    ),
  },
  { name: 'Kind', cell: ({ type }) => String(type) },
  {
    name: 'Job',
    cell: ({ job_id }) =>
      job_id !== null && (
        <a href={`/dashboard/jobs/${job_id}`}>
          <code>{job_id}</code>
        </a>
      ),
  },
  { name: 'At', cell: ({ created_at }) => <Time at={created_at} /> },
  { name: 'Amount', cell: ({ amount_cents }) => movement(amount_cents), isEnd: true },
];
