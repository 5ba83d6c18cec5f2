import { useRef } from 'preact/hooks';
import type { WorldState } from '../../../src/window/protocol.ts';
import type { Place } from '../../model/place.ts';
import { filterRows, positionOf } from '../../model/rows.ts';
import type { Model } from '../../session/model.ts';
import { useHeldRows } from '../parts/held-rows.ts';
import { useSession } from '../parts/session-context.ts';
import { EmptyRequests } from './empty-requests.tsx';
import { RequestFilter } from './request-filter.tsx';
import { RequestRow } from './request-row.tsx';

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
      <RequestFilter newest={model.rows.at(-1)} place={place} />
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
