import type { Trust } from '@firsthandapi/spec/worker';
import { bodyOf, LoadedView, useLoaded } from '@firsthandapi/ui';
import { Page } from '../page/page.tsx';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';

const BACK = { href: '/worker/account', label: t.account };

/** What the service thinks of a person's work, with everything that it follows from. */
export default function TrustScreen() {
  const { api } = useServices();
  const loading = useLoaded('trust', (signal) => bodyOf(api.GET('/worker/v1/trust', { signal })));
  return (
    <Page title={t.trust.title} back={BACK}>
      <div class="stack">
        <p class="muted">{t.trust.text}</p>
        <LoadedView loading={loading} what={t.trust.title} label={t.loading.account}>
          {(trust) => <TrustView trust={trust} />}
        </LoadedView>
      </div>
    </Page>
  );
}

function TrustView({ trust }: { readonly trust: Trust }) {
  return (
    <>
      {trust.categories.map((category) => (
        <section key={String(category.type)} class="card pad stack s3">
          <h2>{typeText(String(category.type))}</h2>
          <p class="strong num">{t.trust.score(category.score)}</p>
          <dl class="kv">
            <dt>{t.trust.quality}</dt>
            <dd class="num">{category.quality}</dd>
            <dt>{t.trust.consistency}</dt>
            <dd class="num">{category.consistency}</dd>
            <dt>{t.trust.speed}</dt>
            <dd class="num">{category.speed}</dd>
          </dl>
          <p class="meta num">{t.trust.files(category.files_approved, category.files_scored)}</p>
        </section>
      ))}
      <dl class="card facts two">
        <div>
          <dt>{t.trust.jobs}</dt>
          <dd>
            {trust.open_jobs} / {trust.job_limit}
          </dd>
        </div>
        <div>
          <dt>{t.trust.strikes}</dt>
          <dd>{trust.strikes}</dd>
        </div>
      </dl>
    </>
  );
}

function typeText(type: string): string {
  const texts: Readonly<Record<string, string>> = t.trust.types;
  return texts[type] ?? t.trust.types.other;
}
