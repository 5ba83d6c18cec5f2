import type { Row } from '../../../src/window/protocol.ts';
import type { Place, Shown } from '../../model/place.ts';
import { positionOf } from '../../model/rows.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../parts/session-context.ts';

const SHOWN: readonly (readonly [Shown, string])[] = [
  ['all', 'All'],
  ['errors', 'Errors'],
  ['webhooks', 'Webhooks'],
];

/** What the filter needs. */
export interface RequestFilterProps {
  readonly newest: Row | undefined;
  readonly place: Place;
}

/** Chooses which requests and webhooks are shown. */
export function RequestFilter({ newest, place }: RequestFilterProps) {
  const session = useSession();
  return (
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
        <ClearButton newest={newest} since={place.since} />
      </div>
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
