import type { EventWithDeliveries, WebhookEndpoint } from '@firsthandapi/spec';
import { bodyOf, Chip } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { idempotent } from '../api/idempotent.ts';
import { type Column, ListTable } from '../page/list-table.tsx';
import { Page } from '../page/page.tsx';
import { StatusChip } from '../page/status-chip.tsx';
import { Time } from '../page/time.tsx';
import { useServices } from '../services/services.ts';
import { useList } from '../services/use-list.ts';
import { CreateEndpointDialog } from '../webhooks/create-endpoint-dialog.tsx';
import { EVENT_TYPES } from '../webhooks/event-types.ts';
import { PayloadDialog } from '../webhooks/payload-dialog.tsx';

/** Endpoints, and every event with its attempts. */
export default function WebhooksScreen() {
  const { api } = useServices();
  const [isCreating, setCreating] = useState(false);
  const [shown, show] = useState<EventWithDeliveries>();
  const endpoints = useList<WebhookEndpoint>('endpoints', (cursor, signal) =>
    bodyOf(
      api.GET('/v1/webhook_endpoints', {
        params: { query: cursor === undefined ? {} : { cursor } },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
  const events = useList<EventWithDeliveries>('events', (cursor, signal) =>
    bodyOf(
      api.GET('/v1/webhook_events', {
        params: { query: cursor === undefined ? {} : { cursor } },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
  const replay = async (id: string) => {
    const params = { path: { id }, header: idempotent() };
    await bodyOf(api.POST('/v1/webhook_events/{id}/replay', { params }));
    events.loading.reload();
  };
  const remove = async (id: string) => {
    await bodyOf(api.DELETE('/v1/webhook_endpoints/{id}', { params: { path: { id } } }));
    endpoints.loading.reload();
  };
  return (
    <Page
      title="Webhooks"
      about="Events are sent to your endpoints, signed, and again for three days while they fail."
      actions={
        <button type="button" class="btn primary" onClick={() => setCreating(true)}>
          Add endpoint
        </button>
      }
    >
      <ListTable
        list={endpoints}
        what="Endpoints"
        keyOf={({ id }) => id}
        columns={endpointColumns(remove)}
        empty={{
          icon: 'outbox',
          title: 'No endpoints yet',
          text: 'Add the URL of your server. Until then, `firsthand listen` forwards events to your machine.',
        }}
      />
      <ListTable
        list={events}
        what="Events"
        keyOf={({ id }) => id}
        columns={eventColumns(show, replay)}
        empty={{ icon: 'clock', title: 'No events yet', text: 'The first job makes some.' }}
      />
      {isCreating && (
        <CreateEndpointDialog
          onClose={() => setCreating(false)}
          onCreated={endpoints.loading.reload}
        />
      )}
      {shown !== undefined && <PayloadDialog event={shown} onClose={() => show(undefined)} />}
    </Page>
  );
}

function endpointColumns(
  remove: (id: string) => Promise<void>,
): readonly [Column<WebhookEndpoint>, ...Column<WebhookEndpoint>[]] {
  return [
    {
      name: 'URL',
      cell: ({ url, id }) => (
        <>
          <code>{url}</code>
          <br />
          <code class="meta">{id}</code>
        </>
      ),
    },
    {
      name: 'Events',
      cell: ({ events }) => (events.length === EVENT_TYPES.length ? 'all' : events.length),
    },
    {
      name: 'Status',
      cell: ({ enabled }) =>
        enabled ? (
          <Chip icon="check" tone="ok">
            Enabled
          </Chip>
        ) : (
          <Chip icon="pause" tone="warn">
            Disabled
          </Chip>
        ),
    },
    { name: 'Created', cell: ({ created_at }) => <Time at={created_at} /> },
    {
      name: 'Actions',
      isEnd: true,
      cell: ({ id, url }) => (
        <button
          type="button"
          class="btn sm danger"
          aria-label={`Delete ${url}`}
          onClick={() => remove(id)}
        >
          Delete
        </button>
      ),
    },
  ];
}

function eventColumns(
  show: (event: EventWithDeliveries) => void,
  replay: (id: string) => Promise<void>,
): readonly [Column<EventWithDeliveries>, ...Column<EventWithDeliveries>[]] {
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
    {
      name: 'Deliveries',
      cell: ({ deliveries }) =>
        deliveries.length === 0 ? (
          <span class="meta">No endpoint wanted it</span>
        ) : (
          <ul class="stack s1">
            {deliveries.map(({ id, status, attempts, last_status_code }) => (
              <li key={id} class="row wrap">
                <StatusChip status={String(status)} />
                <span class="meta num">
                  {attempts} {attempts === 1 ? 'attempt' : 'attempts'}
                  {last_status_code !== null && `, last answer ${last_status_code}`}
                </span>
              </li>
            ))}
          </ul>
        ),
    },
    { name: 'Created', cell: ({ created_at }) => <Time at={created_at} /> },
    {
      name: 'Actions',
      isEnd: true,
      cell: ({ id, type }) => (
        <button
          type="button"
          class="btn sm"
          aria-label={`Replay ${String(type)} ${id}`}
          onClick={() => replay(id)}
        >
          Replay
        </button>
      ),
    },
  ];
}
