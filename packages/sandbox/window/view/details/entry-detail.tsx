import type { EntryDetail, WorldState } from '../../../src/window/protocol.ts';
import { curlOf } from '../../model/curl.ts';
import type { Tab } from '../../model/place.ts';
import { verdictOf } from '../../model/verdict.ts';
import type { Session } from '../../session/session.ts';
import { copyText } from '../parts/clipboard.ts';
import { DetailHead } from '../parts/detail-head.tsx';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { useSession } from '../parts/session-context.ts';
import { Tabs } from '../parts/tabs.tsx';
import { Attempts } from './attempts.tsx';
import { EntryFacts } from './entry-facts.tsx';
import { MessageView } from './message-view.tsx';
import { StateChangesView } from './state-changes-view.tsx';

/** What the view needs. */
export interface EntryDetailProps {
  readonly detail: EntryDetail;
  readonly world: WorldState;
  readonly tab: Tab;
  readonly baseUrl: string;
}

/** A request or a webhook: what was sent, what came back, and why. */
export function EntryDetailView({ detail, world, tab, baseUrl }: EntryDetailProps) {
  const session = useSession();
  const { entry } = detail;
  const isHook = entry.kind === 'delivery';
  const verdict = verdictOf(entry);
  const title = isHook ? entry.event_type : `${entry.method} ${entry.path}`;
  const tabs = tabsOf(detail);
  const open = tabs.some(([value]) => value === tab) ? tab : 'overview';
  return (
    <>
      <DetailHead title={`${entry.sequence} · ${title}`}>
        {isHook && (
          <button
            type="button"
            class="btn sm"
            disabled={world.has_ended}
            onClick={() => replay(session, entry.event_id)}
          >
            <Icon name="again" />
            Replay
          </button>
        )}
        <button
          type="button"
          class="btn sm ghost"
          onClick={() => copyText(session, curlOf(detail, baseUrl), 'the call')}
        >
          <Icon name="copy" />
          As curl
        </button>
      </DetailHead>
      <div class="pad">
        {verdict !== null && (
          <Notice tone={verdict.tone} title={verdict.title}>
            {verdict.text}
          </Notice>
        )}
        <Tabs
          label="Detail"
          panel="detail"
          tabs={tabs}
          selected={open}
          onSelect={(value) => session.go({ tab: value }, { isStep: false })}
        />
        <div class="stack" role="tabpanel" id="detail" aria-labelledby={`detail-${open}`}>
          <OpenTab detail={detail} world={world} tab={open} />
        </div>
      </div>
    </>
  );
}

/** Delivers an event again. */
export function replay(session: Session, eventId: string): Promise<boolean> {
  const { world } = session.place;
  return session.attempt(
    () => session.server.control(world, 'POST', '/webhooks/redeliver', { event_id: eventId }),
    'Replayed: the new attempt is in the list',
  );
}

function tabsOf({ entry }: EntryDetail): readonly (readonly [Tab, string])[] {
  const messages = [
    ['request', 'Request'],
    ['response', 'Response'],
  ] as const;
  if (entry.kind === 'delivery') return [['overview', 'Attempts'], ...messages];
  return [['overview', 'Overview'], ...messages, ['changes', 'State change']];
}

type OpenTabProps = Pick<EntryDetailProps, 'detail' | 'world' | 'tab'>;

function OpenTab({ detail, world, tab }: OpenTabProps) {
  const { entry, exchange } = detail;
  if (tab === 'changes' && entry.kind === 'request') return <StateChangesView entry={entry} />;
  if (exchange === null) {
    return (
      <>
        {tab === 'overview' && <Overview detail={detail} world={world} />}
        <Notice tone="info" title="Headers and bodies were not kept">
          The window was not open yet, or newer requests took their place.
        </Notice>
      </>
    );
  }
  const { request, response } = exchange;
  if (tab === 'overview') {
    return (
      <>
        <Overview detail={detail} world={world} />
        {entry.kind === 'delivery' && (
          <MessageView name="Request" message={request} entry={entry} />
        )}
        {entry.kind === 'request' && request.body !== null && (
          <MessageView name="Request" message={{ ...request, headers: [] }} entry={entry} />
        )}
        {response !== null && response.body !== null && (
          <MessageView name="Response" message={{ ...response, headers: [] }} entry={entry} />
        )}
      </>
    );
  }
  if (tab === 'request') return <MessageView name="Request" message={request} entry={entry} />;
  if (response === null) return <Notice tone="info" title="There was no response" />;
  return <MessageView name="Response" message={response} entry={entry} />;
}

function Overview({ detail, world }: Pick<EntryDetailProps, 'detail' | 'world'>) {
  return detail.entry.kind === 'delivery' ? (
    <Attempts detail={detail} entry={detail.entry} world={world} />
  ) : (
    <EntryFacts entry={detail.entry} />
  );
}
