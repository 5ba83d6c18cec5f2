import { duration, Empty, fileSize, Notice } from '@firsthandapi/ui';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { outboxSummary } from '../outbox/outbox-summary.ts';
import { submitFiles } from '../outbox/submit-files.ts';
import { OutboxRow } from '../outbox-list/outbox-row.tsx';
import { Page } from '../page/page.tsx';
import { useServices } from '../services/services.ts';
import { useNow } from '../services/use-now.ts';
import { t } from '../text/texts.ts';

const REFRESH_MS = 10_000;

/** What is on this phone: how much, how old, and what happens next. */
export default function OutboxScreen() {
  const { outbox } = useServices();
  const items = outbox.items.value;
  return (
    <Page title={t.outbox.title} meta={<Summary />}>
      <div class="two-col">
        <div class="stack">
          <SenderNotice />
          {items.length === 0 && (
            <Empty icon="outbox" title={t.outbox.empty.title} text={t.outbox.empty.text}>
              <a class="btn lg" href="/worker/">
                {t.outbox.find}
              </a>
            </Empty>
          )}
          {byJob(items).map((group) => (
            <JobGroup key={group[0]?.jobId} items={group} />
          ))}
        </div>
        <aside class="side stack" aria-label={t.outbox.safe}>
          <div class="card pad stack s3">
            <h2>{t.outbox.safe}</h2>
            <p class="muted">{t.outbox.safeText}</p>
            <p class="meta">{t.outbox.keep}</p>
          </div>
        </aside>
      </div>
    </Page>
  );
}

function Summary() {
  const { outbox } = useServices();
  const now = useNow(REFRESH_MS);
  const { files, bytes, oldest } = outboxSummary(outbox.items.value);
  return (
    <p class="meta num" role="status">
      {oldest === null
        ? t.outbox.nothing
        : t.outbox.summary(files, fileSize(bytes), duration(now - oldest))}
    </p>
  );
}

/** Why nothing is sent at the moment. */
function SenderNotice() {
  const { outbox, sender, session } = useServices();
  const { files } = outboxSummary(outbox.items.value);
  if (files === 0) return null;
  if (sender.state.value === 'offline') {
    return (
      <Notice tone="warn" title={t.outbox.offline(files)}>
        <p class="muted">{t.outbox.offlineText}</p>
      </Notice>
    );
  }
  if (sender.state.value !== 'signed_out') return null;
  return (
    <Notice tone="warn" title={t.outbox.signedOut}>
      <p class="row">
        <button type="button" class="btn sm" onClick={() => session.ended()}>
          {t.signIn.title}
        </button>
      </p>
    </Notice>
  );
}

function JobGroup({ items }: { readonly items: readonly OutboxItem[] }) {
  const { outbox, sender } = useServices();
  const [first] = items;
  if (first === undefined) return null;
  const canSubmit = items.some(({ isSubmitted, state }) => !isSubmitted && state.kind !== 'failed');
  const headingId = `outbox-${first.jobId}`;
  return (
    <section class="card" aria-labelledby={headingId}>
      <div class="card-head">
        <h2 id={headingId}>{first.jobTitle || t.job.untitled}</h2>
      </div>
      <ul>
        {items.map((item) => (
          <OutboxRow key={item.id} item={item} />
        ))}
      </ul>
      {canSubmit && (
        <div class="pad stack s2">
          <button
            type="button"
            class="btn primary lg block"
            onClick={() => submitFiles(outbox, sender, first.jobId)}
          >
            {t.outbox.submit}
          </button>
          <p class="meta">{t.outbox.submitHint}</p>
        </div>
      )}
    </section>
  );
}

function byJob(items: readonly OutboxItem[]): readonly (readonly OutboxItem[])[] {
  return [...Map.groupBy(items, ({ jobId }) => jobId).values()];
}
