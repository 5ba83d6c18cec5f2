import { useCallback, useState } from 'preact/hooks';
import type { Action } from '../model/shortcuts.ts';
import type { Session } from '../session/session.ts';
import { ClockBar } from './clock/clock-bar.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { DetailPane } from './details/detail-pane.tsx';
import { FaultDialog } from './fault-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { FaultsPane } from './lists/faults-pane.tsx';
import { JobList } from './lists/job-list.tsx';
import { RequestList } from './lists/request-list.tsx';
import { WorldsPane } from './lists/worlds-pane.tsx';
import { SessionProvider, useChanges } from './parts/session-context.ts';
import { Tabs } from './parts/tabs.tsx';
import { act } from './shortcut-actions.ts';
import { Toast } from './toast.tsx';
import { TopBar } from './top-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

type OpenDialog = 'fault' | 'help' | null;
const SHORTCUTS_OFF = 'firsthandapi-sandbox-shortcuts-off';

/** The window. */
export function App({ session }: { readonly session: Session }) {
  const { model, place } = useChanges(session);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [areOn, setOn] = useState(localStorage.getItem(SHORTCUTS_OFF) === null);
  // A dialog closes a moment after Escape: another one may be open by then.
  const closeFault = useCallback(() => setDialog((open) => (open === 'fault' ? null : open)), []);
  const closeHelp = useCallback(() => setDialog((open) => (open === 'help' ? null : open)), []);
  const onAction = useCallback(
    (action: Action) => {
      if (action === 'help') setDialog('help');
      else if (action === 'fault') setDialog(session.model.world === null ? null : 'fault');
      else act(session, action);
    },
    [session],
  );
  useShortcuts(areOn, onAction);
  const switchShortcuts = (on: boolean) => {
    setOn(on);
    if (on) localStorage.removeItem(SHORTCUTS_OFF);
    else localStorage.setItem(SHORTCUTS_OFF, '1');
  };
  const { world, server } = model;
  const hasDetail = place.list === 'jobs' ? place.job !== null : place.entry !== null;
  return (
    <SessionProvider value={session}>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <div class="sbx">
        <TopBar model={model} onHelp={() => setDialog('help')} />
        <ConnectionBanner model={model} place={place} />
        {world !== null && <ClockBar world={world} readAt={model.readAt} />}
        <main
          class={`x-panes${hasDetail ? ' has-detail' : ''}`}
          id="main"
          tabIndex={-1}
          hidden={server === null}
        >
          <section class="pane side" aria-label="Worlds and faults">
            <WorldsPane worlds={server?.worlds ?? []} selected={world?.world ?? null} />
            {world !== null && <FaultsPane world={world} onAdd={() => setDialog('fault')} />}
          </section>
          <section class="pane list" aria-label="Requests and jobs">
            <div class="pane-head">
              <Tabs
                label="Lists"
                panel="lists"
                tabs={LISTS}
                selected={place.list}
                onSelect={(list) => session.go({ list, entry: null, job: null })}
              />
              {world !== null && (
                <span class="count">
                  {place.list === 'jobs' ? world.jobs_total : world.entries}
                  <span class="sr"> in total</span>
                </span>
              )}
            </div>
            {world !== null && place.list === 'requests' && (
              <RequestList world={world} model={model} place={place} />
            )}
            {world !== null && place.list === 'jobs' && <JobList world={world} place={place} />}
            {world === null && <div role="tabpanel" id="lists" aria-labelledby="lists-requests" />}
          </section>
          <section class="pane detail" aria-label="Details">
            {world !== null && <DetailPane model={model} place={place} world={world} />}
          </section>
        </main>
      </div>
      <Toast message={model.message} />
      {dialog === 'help' && (
        <HelpDialog areOn={areOn} onSwitch={switchShortcuts} onClose={closeHelp} />
      )}
      {dialog === 'fault' && <FaultDialog routes={server?.routes ?? []} onClose={closeFault} />}
    </SessionProvider>
  );
}

const LISTS = [
  ['requests', 'Requests'],
  ['jobs', 'Jobs'],
] as const;
