import type { EarningEntry, Earnings } from '@firsthandapi/spec/worker';
import {
  ApiFailure,
  bodyOf,
  clockTime,
  Empty,
  LoadedView,
  money,
  movement,
  Notice,
  useLoaded,
} from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { Page } from '../page/page.tsx';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';

/** The person's money, to the cent. */
export default function EarningsScreen() {
  const { api } = useServices();
  const earnings = useLoaded('earnings', (signal) =>
    bodyOf(api.GET('/worker/v1/earnings', { signal })),
  );
  const entries = useLoaded('earning entries', (signal) =>
    bodyOf(api.GET('/worker/v1/earnings/entries', { signal })),
  );
  return (
    <Page title={t.earnings.title}>
      <div class="two-col">
        <div class="stack">
          <LoadedView loading={earnings} what={t.earnings.title} label={t.loading.earnings}>
            {(value) => (
              <Balances
                earnings={value}
                onPaid={() => {
                  earnings.reload();
                  entries.reload();
                }}
              />
            )}
          </LoadedView>
          <LoadedView loading={entries} what={t.earnings.movements} label={t.loading.earnings}>
            {({ data }) => <Movements entries={data} />}
          </LoadedView>
        </div>
        <aside class="side stack" aria-label={t.earnings.how}>
          <div class="card pad stack s3">
            <h2>{t.earnings.how}</h2>
            {t.earnings.howText.map((text) => (
              <p key={text} class="muted">
                {text}
              </p>
            ))}
          </div>
        </aside>
      </div>
    </Page>
  );
}

interface BalancesProps {
  readonly earnings: Earnings;
  readonly onPaid: () => void;
}

function Balances({ earnings, onPaid }: BalancesProps) {
  const { api } = useServices();
  const [problem, setProblem] = useState<string>();
  const canPay = earnings.available_cents >= earnings.minimum_payout_cents;
  const payOut = async () => {
    setProblem(undefined);
    try {
      const header = { 'Idempotency-Key': crypto.randomUUID() };
      await bodyOf(api.POST('/worker/v1/payouts', { params: { header } }));
      onPaid();
    } catch (error) {
      const isServer = error instanceof ApiFailure && error.status !== 0;
      setProblem(isServer ? error.message : t.signIn.noConnection);
    }
  };
  const rest = [
    [t.earnings.pending, earnings.pending_cents],
    [t.earnings.requested, earnings.requested_cents],
    [t.earnings.paid, earnings.paid_cents],
  ] as const;
  return (
    <section class="card bal" aria-label={t.earnings.ready}>
      <div>
        <p class="muted">{t.earnings.ready}</p>
        <p class="sum">{money(earnings.available_cents)}</p>
      </div>
      <button type="button" class="btn primary lg" disabled={!canPay} onClick={payOut}>
        {t.earnings.payOut}
      </button>
      {!canPay && <p class="meta">{t.earnings.from(money(earnings.minimum_payout_cents))}</p>}
      {problem !== undefined && <Notice tone="bad" title={problem} />}
      <dl class="kv">
        {rest.map(([name, cents]) => (
          <div key={name} class="contents">
            <dt>{name}</dt>
            <dd class="num end">{money(cents)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Movements({ entries }: { readonly entries: readonly EarningEntry[] }) {
  const { now } = useServices();
  if (entries.length === 0) {
    return (
      <Empty icon="wallet" title={t.earnings.empty.title} text={t.earnings.empty.text}>
        <a class="btn lg" href="/worker/">
          {t.outbox.find}
        </a>
      </Empty>
    );
  }
  return (
    <section class="card" aria-labelledby="movements">
      <div class="card-head">
        <h2 id="movements">{t.earnings.movements}</h2>
      </div>
      <table>
        <thead class="sr">
          <tr>
            <th>{t.earnings.movement}</th>
            <th>{t.earnings.amount}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>
                <b>{kindText(String(entry.kind))}</b>
                <br />
                <span class="meta num">{clockTime(Date.parse(entry.created_at), now())}</span>
                {entry.reason !== null && <span class="meta"> {entry.reason}</span>}
              </td>
              <td class="end strong nowrap">{movement(entry.amount_cents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function kindText(kind: string): string {
  const texts: Readonly<Record<string, string>> = t.earnings.kinds;
  return texts[kind] ?? t.earnings.kinds.other;
}
