import { useRef } from 'preact/hooks';
import type { Row, WorldState } from '../../../src/window/protocol.ts';
import { resultOf, toneOf, whyOf } from '../../model/explain.ts';
import type { Place, Shown } from '../../model/place.ts';
import { filterRows, positionOf } from '../../model/rows.ts';
import { shortUrl } from '../../model/text.ts';
import type { Model } from '../../session/model.ts';
import { useHeldRows } from '../parts/held-rows.ts';
import { Icon } from '../parts/icon.tsx';
import { useLink, useSession } from '../parts/session-context.ts';
import { EmptyRequests } from './empty-requests.tsx';

const SHOWN: readonly (readonly [Shown, string])[] = [
  ['all', 'All'],
  ['errors', 'Errors'],
  ['webhooks', 'Webhooks'],
];

/** What the list needs. */
export interface RequestListProps {
  readonly world: WorldState;
  readonly model: Model;
  readonly place: Place;
}

/** Requests and webhooks, newest first, with a filter. */
export function RequestList({ world, model, place }: RequestListProps) {
  const session = useSession();
  const list = useRef<HTMLOListElement>(null);
  const rows = filterRows(model.rows, place);
  const subject = `${world.world} ${place.shown} ${place.text} ${place.since}`;
  const { visible, waiting, release } = useHeldRows(rows, positionOf, list, subject);
  return (
    <div role="tabpanel" id="lists" aria-labelledby={`lists-${place.list}`}>
      <div class="pad filterbar">
        <div class="find">
          <Icon name="search" />
          <input
            id="filter"
            class="input"
            type="search"
            aria-label="Filter"
            placeholder="Filter: path, status, id"
            value={place.text}
            maxLength={200}
            onInput={({ currentTarget }) =>
              session.go({ text: currentTarget.value }, { isStep: false })
            }
          />
        </div>
        <div class="row wrap between">
          <ShownChoice shown={place.shown} />
          <ClearButton newest={model.rows.at(-1)} since={place.since} />
        </div>
      </div>
      <div class="fresh" role="status">
        {waiting > 0 && (
          <button type="button" class="btn sm" onClick={release}>
            {waiting} new
          </button>
        )}
      </div>
      {rows.length === 0 && <EmptyRequests model={model} place={place} world={world} />}
      <ol class="log" ref={list} aria-label="Requests, newest first">
        {visible.map((row, index) => (
          <RequestRow
            key={positionOf(row)}
            row={row}
            isSelected={positionOf(row) === place.entry}
            beginsLife={
              visible[index + 1]?.life !== undefined && visible[index + 1]?.life !== row.life
            }
          />
        ))}
      </ol>
      {model.hasOlder && (
        <div class="pager">
          <span>Older requests are kept.</span>
          <button type="button" class="btn sm" onClick={() => session.loadOlder()}>
            Load older
          </button>
        </div>
      )}
    </div>
  );
}

function ShownChoice({ shown }: { readonly shown: Shown }) {
  const session = useSession();
  return (
    <fieldset class="seg">
      <legend class="sr">Show</legend>
      {SHOWN.map(([value, text]) => (
        <label key={value}>
          <input
            type="radio"
            name="shown"
            checked={value === shown}
            onChange={() => session.go({ shown: value }, { isStep: false })}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

/** Hides rows in this window only: the log belongs to the tests. */
function ClearButton({
  newest,
  since,
}: {
  readonly newest: Row | undefined;
  readonly since: string | null;
}) {
  const session = useSession();
  const isCleared = newest !== undefined && since === positionOf(newest);
  if (since !== null && (isCleared || newest === undefined)) {
    return (
      <button
        type="button"
        class="btn sm ghost"
        onClick={() => session.go({ since: null }, { isStep: false })}
      >
        Show cleared
      </button>
    );
  }
  return (
    <button
      type="button"
      class="btn sm ghost"
      disabled={newest === undefined}
      onClick={() =>
        newest !== undefined &&
        session.go({ since: positionOf(newest), entry: null }, { isStep: false })
      }
    >
      Clear
    </button>
  );
}

interface RequestRowProps {
  readonly row: Row;
  readonly isSelected: boolean;
  readonly beginsLife: boolean;
}

function RequestRow({ row, isSelected, beginsLife }: RequestRowProps) {
  const link = useLink();
  const { entry } = row;
  const why = whyOf(entry);
  const isHook = entry.kind === 'delivery';
  return (
    <li>
      <a
        {...link({ entry: positionOf(row), job: null, list: 'requests', tab: 'overview' })}
        aria-current={isSelected ? 'true' : undefined}
      >
        <span class="t">{entry.sequence}</span>
        <span class="method">{isHook ? 'HOOK' : entry.method}</span>
        <span class="p">
          {isHook ? `${entry.event_type} → ${shortUrl(entry.url)}` : entry.path}
        </span>
        <span class={`st ${toneOf(entry)}`}>{resultOf(entry)}</span>
        {why !== null && <span class="why">{why}</span>}
      </a>
      {beginsLife && <p class="cut-line">The world was reset here</p>}
    </li>
  );
}
