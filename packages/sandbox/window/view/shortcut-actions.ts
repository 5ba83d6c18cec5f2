import type { EntryDetail } from '../../src/window/protocol.ts';
import { curlOf } from '../model/curl.ts';
import { START } from '../model/place.ts';
import { filterRows, positionOf } from '../model/rows.ts';
import type { Action } from '../model/shortcuts.ts';
import type { Session } from '../session/session.ts';
import { advance, advanceToNext, canMove } from './clock/clock-bar.tsx';
import { replay } from './details/entry-detail.tsx';
import { placeOf } from './lists/worlds-pane.tsx';
import { copyText } from './parts/clipboard.ts';
import { focusDetail, focusRow } from './parts/session-context.ts';

/** What each key does; the dialogs are opened by the page itself. */
const PERFORM: { readonly [Name in PageAction]: (session: Session) => void } = {
  next: (session) => step(session, 1),
  previous: (session) => step(session, -1),
  newest: (session) => step(session, Number.NEGATIVE_INFINITY),
  open: () => focusDetail(),
  close(session) {
    focusRow();
    session.go({ entry: null, job: null });
  },
  filter(session) {
    session.go({ list: 'requests' });
    requestAnimationFrame(() => document.getElementById('filter')?.focus());
  },
  requests: (session) => session.go({ list: 'requests', job: null }),
  jobs: (session) => session.go({ list: 'jobs', entry: null }),
  nextWorld,
  nextDue(session) {
    if (isMovable(session)) void advanceToNext(session);
  },
  advance15s(session) {
    if (isMovable(session)) void advance(session, '15s', '+15 s');
  },
  advance1h(session) {
    if (isMovable(session)) void advance(session, '1h', '+1 h');
  },
  replay(session) {
    const entry = openEntry(session)?.entry;
    if (entry?.kind === 'delivery') void replay(session, entry.event_id);
  },
  curl(session) {
    const detail = openEntry(session);
    if (detail === undefined) return;
    const command = curlOf(detail, session.model.server?.base_url ?? '');
    void copyText(session, command, 'the call');
  },
};

type PageAction = Exclude<Action, 'help' | 'fault'>;

/** Performs the action of a key. */
export function act(session: Session, action: PageAction): void {
  PERFORM[action](session);
}

function openEntry({ model, place }: Session): EntryDetail | undefined {
  return place.entry !== null && model.entry.kind === 'loaded' ? model.entry.value : undefined;
}

function isMovable({ model: { world } }: Session): boolean {
  return world !== null && canMove(world);
}

/** Selects the row that is so many rows below the selected one. */
function step(session: Session, by: number): void {
  const { model, place } = session;
  const keys =
    place.list === 'jobs'
      ? (model.world?.jobs.map(({ id }) => id) ?? [])
      : filterRows(model.rows, place).map(positionOf);
  const selected = place.list === 'jobs' ? place.job : place.entry;
  const from = selected === null ? -1 : keys.indexOf(selected);
  const key = keys[Math.min(keys.length - 1, Math.max(0, from + by))];
  if (key === undefined) return;
  const to = place.list === 'jobs' ? { job: key } : { entry: key, tab: place.tab };
  session.go(to, { isStep: false });
  focusRow();
}

function nextWorld(session: Session): void {
  const worlds = session.model.server?.worlds ?? [];
  const at = worlds.findIndex(({ world }) => world === session.model.world?.world);
  const next = worlds[(at + 1) % Math.max(1, worlds.length)];
  if (next !== undefined) session.go({ ...START, list: session.place.list, world: placeOf(next) });
}
