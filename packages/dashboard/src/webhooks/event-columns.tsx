import type { EventWithDeliveries } from '@firsthandapi/spec';
import { counted } from '@firsthandapi/spec/counted';
import type { Column } from '../page/list-table.tsx';
import { StatusChip } from '../page/status-chip.tsx';
import { Time } from '../page/time.tsx';

/** What can be done with an event. */
export interface EventActions {
  readonly show: (event: EventWithDeliveries) => void;
  readonly replay: (event: EventWithDeliveries) => void;
}

/** Returns the columns of the list of events. */
export function eventColumns({
  show,
  replay,
}: EventActions): readonly [Column<EventWithDeliveries>, ...Column<EventWithDeliveries>[]] {
  return [
    {
      name: 'Event',
      cell: (event) => (
        <>
          <button type="button" class="link" onClick={() => show(event)}>
            {String(event.type)}
          </button>
          <br />
          <code class="meta">{event.id}</code>
        </>
      ),
    },
    { name: 'Deliveries', cell: (event) => <Deliveries event={event} /> },
    { name: 'Created', cell: ({ created_at }) => <Time at={created_at} /> },
    {
      name: 'Actions',
      isEnd: true,
      cell: (event) => (
        <button
          type="button"
          class="btn sm"
          aria-label={`Replay ${String(event.type)} ${event.id}`}
          onClick={() => replay(event)}
        >
          Replay
        </button>
      ),
    },
  ];
}

/** The state of an event's delivery to each endpoint. */
function Deliveries({ event: { deliveries } }: { readonly event: EventWithDeliveries }) {
  if (deliveries.length === 0) return <span class="meta">No endpoint wanted it</span>;
  return (
    <ul class="stack s1">
      {deliveries.map(({ id, status, attempts, last_status_code }) => (
        <li key={id} class="row wrap">
          <StatusChip status={String(status)} />
          <span class="meta num">
            {counted(attempts, 'attempt')}
            {last_status_code !== null && `, last response ${last_status_code}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
