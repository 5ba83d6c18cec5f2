import type { DataExport, Session, SessionList } from '@firsthandapi/spec/worker';
import { bodyOf, Dialog, Icon, LoadedView, Notice, relative, useLoaded } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { outboxSummary } from '../outbox/outbox-summary.ts';
import { LegalLinks } from '../page/legal-links.tsx';
import { Page } from '../page/page.tsx';
import { PasskeySection } from '../passkeys/passkey-section.tsx';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';

/** The account: devices, trust, the person's data, and the way out. */
export default function AccountScreen() {
  const { api, session } = useServices();
  const state = session.state.value;
  const worker = state.kind === 'signed_in' ? state.worker : undefined;
  const sessions = useLoaded('sessions', (signal) =>
    bodyOf(api.GET('/worker/v1/sessions', { signal })),
  );
  return (
    <Page
      title={t.accountPage.title}
      meta={<p class="muted cut">{worker?.email}</p>}
      back={{ href: '/worker/', label: t.feed.title }}
    >
      <div class="stack s6">
        {worker?.suspension != null && (
          <Notice tone="warn" title={t.accountPage.suspended(worker.suspension.reason)} />
        )}
        <a class="card pad row between rowlink" href="/worker/trust">
          {t.accountPage.trust}
          <Icon name="right" />
        </a>
        <section class="card" aria-labelledby="devices">
          <div class="card-head">
            <h2 id="devices">{t.accountPage.devices}</h2>
          </div>
          <LoadedView loading={sessions} what={t.accountPage.devices} label={t.loading.account}>
            {(list: SessionList) => <Devices list={list} onEnded={sessions.reload} />}
          </LoadedView>
        </section>
        <PasskeySection />
        <DataSection />
        <SignOutButton />
        <LegalLinks />
      </div>
    </Page>
  );
}

interface DevicesProps {
  readonly list: SessionList;
  readonly onEnded: () => void;
}

function Devices({ list, onEnded }: DevicesProps) {
  return (
    <ul class="list pad">
      {list.data.map((session) => (
        <DeviceRow key={session.id} session={session} onEnded={onEnded} />
      ))}
    </ul>
  );
}

interface DeviceRowProps {
  readonly session: Session;
  readonly onEnded: () => void;
}

function DeviceRow({ session, onEnded }: DeviceRowProps) {
  const { api, now } = useServices();
  const name = session.device_name ?? t.accountPage.unnamed;
  const end = async () => {
    await bodyOf(api.DELETE('/worker/v1/sessions/{id}', { params: { path: { id: session.id } } }));
    onEnded();
  };
  const lastUsed = session.last_used_at ?? session.created_at;
  return (
    <li>
      <Icon name="key" />
      <div class="row between wrap">
        <span>
          {name}
          <br />
          <span class="meta">
            {session.is_current
              ? t.accountPage.thisDevice
              : t.accountPage.lastUsed(relative(Date.parse(lastUsed), now()))}
          </span>
        </span>
        {!session.is_current && (
          <button
            type="button"
            class="btn sm"
            aria-label={t.accountPage.endSession(name)}
            onClick={end}
          >
            {t.accountPage.end}
          </button>
        )}
      </div>
    </li>
  );
}

function DataSection() {
  const { api, session } = useServices();
  const [made, setMade] = useState<DataExport>();
  const [isAsking, setAsking] = useState(false);
  const header = () => ({ 'Idempotency-Key': crypto.randomUUID() });
  const exportData = async () => {
    setMade(await bodyOf(api.POST('/worker/v1/me/exports', { params: { header: header() } })));
  };
  const refresh = async (id: string) => {
    setMade(await bodyOf(api.GET('/worker/v1/me/exports/{id}', { params: { path: { id } } })));
  };
  const erase = async () => {
    await bodyOf(
      api.POST('/worker/v1/me/erasure', {
        params: { header: header() },
        body: { confirm: 'erase' },
      }),
    );
    session.ended();
  };
  return (
    <section class="card pad stack" aria-labelledby="data">
      <h2 id="data">{t.accountPage.data}</h2>
      <p class="muted">{t.accountPage.exportText}</p>
      {made === undefined && (
        <button type="button" class="btn" onClick={exportData}>
          {t.accountPage.export}
        </button>
      )}
      {made !== undefined && made.download_url === null && (
        <p class="row wrap" role="status">
          {t.accountPage.exportRunning}
          <button type="button" class="btn sm" onClick={() => refresh(made.id)}>
            {t.tryAgain}
          </button>
        </p>
      )}
      {made?.download_url != null && (
        <a class="btn" href={made.download_url} download>
          {t.accountPage.download}
        </a>
      )}
      <p class="muted">{t.accountPage.eraseText}</p>
      <button type="button" class="btn danger" onClick={() => setAsking(true)}>
        {t.accountPage.erase}
      </button>
      {isAsking && (
        <Dialog
          title={t.accountPage.eraseTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <button type="button" class="btn" onClick={() => setAsking(false)}>
                {t.results.cancel}
              </button>
              <button type="button" class="btn danger" onClick={erase}>
                {t.accountPage.erase}
              </button>
            </>
          }
        >
          <p class="muted">{t.accountPage.eraseText}</p>
        </Dialog>
      )}
    </section>
  );
}

function SignOutButton() {
  const { session, outbox, sender, cache } = useServices();
  const [isAsking, setAsking] = useState(false);
  const { files } = outboxSummary(outbox.items.value);
  const signOut = async () => {
    for (const { id } of outbox.items.value) await sender.remove(id);
    await cache.clear();
    await session.signOut();
  };
  return (
    <>
      <button
        type="button"
        class="btn lg block"
        onClick={() => (files > 0 ? setAsking(true) : signOut())}
      >
        {t.accountPage.signOut}
      </button>
      {isAsking && (
        <Dialog
          title={t.accountPage.signOutTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <button type="button" class="btn" onClick={() => setAsking(false)}>
                {t.accountPage.stay}
              </button>
              <button type="button" class="btn danger" onClick={signOut}>
                {t.accountPage.signOut}
              </button>
            </>
          }
        >
          <p class="muted">{t.accountPage.signOutText(files)}</p>
        </Dialog>
      )}
    </>
  );
}
