import type { Document, Worker } from '@firsthandapi/spec/worker';
import {
  ApiFailure,
  Brand,
  bodyOf,
  date,
  FailureNotice,
  Icon,
  LoadedView,
  useFocusOnEntry,
  useLoaded,
} from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';

/** What is asked before the first job: the age, then the documents. Each once. */
export function OnboardingScreen({ worker }: { readonly worker: Worker }) {
  return (
    <main class="w-main" id="main">
      <p class="brand">
        <Brand />
      </p>
      <div class="card pad step sign-in">
        {worker.missing.includes('age_statement') ? <AgeStep /> : <ConsentStep worker={worker} />}
      </div>
    </main>
  );
}

function AgeStep() {
  const { api, session } = useServices();
  const [isYoung, setYoung] = useState(false);
  const step = useStep(async () => {
    session.show(
      await bodyOf(api.POST('/worker/v1/me/age_statement', { body: { is_adult: true } })),
    );
  });
  return (
    <>
      <StepHeading>{t.age.title}</StepHeading>
      <p class="muted">{isYoung ? t.age.tooYoung : t.age.text}</p>
      {step.failure && (
        <FailureNotice what={t.age.title} failure={step.failure} onRetry={step.run} />
      )}
      <button
        type="button"
        class="btn primary lg block"
        aria-busy={step.isBusy}
        disabled={step.isBusy}
        onClick={step.run}
      >
        {t.age.yes}
      </button>
      <p>
        <button type="button" class="link" onClick={() => setYoung(true)}>
          {t.age.no}
        </button>
      </p>
    </>
  );
}

function ConsentStep({ worker }: { readonly worker: Worker }) {
  const { api } = useServices();
  const loading = useLoaded('documents', (signal) =>
    bodyOf(api.GET('/worker/v1/documents', { signal })),
  );
  return (
    <>
      <StepHeading>{t.consents.title}</StepHeading>
      <ul class="list ticks">
        {t.consents.points.map((point) => (
          <li key={point}>
            <Icon name="check" />
            <span>{point}</span>
          </li>
        ))}
      </ul>
      <LoadedView loading={loading} what={t.consents.title} label={t.loading.account}>
        {({ data }) => <ConsentButton worker={worker} documents={data} />}
      </LoadedView>
    </>
  );
}

interface ConsentButtonProps {
  readonly worker: Worker;
  readonly documents: readonly Document[];
}

function ConsentButton({ worker, documents }: ConsentButtonProps) {
  const { api, session } = useServices();
  const missing = documents.filter(({ document }) => worker.missing.includes(document));
  const step = useStep(async () => {
    let latest = worker;
    for (const { document, version } of missing) {
      const body = { document: document as 'terms', version };
      latest = await bodyOf(api.POST('/worker/v1/me/consents', { body }));
    }
    session.show(latest);
  });
  return (
    <>
      <p class="meta">
        {documents.map(({ document, url, published_at }, index) => (
          <span key={document}>
            {index > 0 && ', '}
            <a href={url} target="_blank" rel="noopener">
              {t.consents.of(nameOf(document), date(published_at))}
            </a>
          </span>
        ))}
      </p>
      {step.failure && (
        <FailureNotice what={t.consents.title} failure={step.failure} onRetry={step.run} />
      )}
      <button
        type="button"
        class="btn primary lg block"
        aria-busy={step.isBusy}
        disabled={step.isBusy}
        onClick={step.run}
      >
        {t.consents.button}
      </button>
    </>
  );
}

function nameOf(document: string): string {
  if (document === 'terms') return t.consents.terms;
  return document === 'privacy' ? t.consents.privacy : document;
}

/** The heading of a step gets the focus, so that a screen reader reads what has changed. */
function StepHeading({ children }: { readonly children: string }) {
  const ref = useFocusOnEntry<HTMLHeadingElement>();
  return (
    <h1 ref={ref} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** One request that a button starts. */
function useStep(work: () => Promise<void>) {
  const [failure, setFailure] = useState<ApiFailure>();
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      if (error instanceof ApiFailure) setFailure(error);
      else throw error;
    } finally {
      setBusy(false);
    }
  };
  return { failure, isBusy, run };
}
