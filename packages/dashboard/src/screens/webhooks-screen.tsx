import type { EventWithDeliveries, WebhookEndpoint } from '@firsthandapi/spec';
import { bodyOf } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { idempotent } from '../api/idempotent.ts';
import { ListTable } from '../page/list-table.tsx';
import { Page } from '../page/page.tsx';
import { useServices } from '../services/services.ts';
import { useList } from '../services/use-list.ts';
import { endpointColumns } from '../webhooks/endpoint-columns.tsx';
import { eventColumns } from '../webhooks/event-columns.tsx';
import { type OpenWebhookDialog, WebhookDialog } from '../webhooks/webhook-dialog.tsx';

/** Endpoints, and every event with its attempts. */
export default function WebhooksScreen() {
  const { api, environment } = useServices();
  const [open, setOpen] = useState<OpenWebhookDialog>();
  const endpoints = useEndpoints();
  const events = useEvents();
  const replay = async ({ id }: EventWithDeliveries) => {
    const params = { path: { id }, header: idempotent() };
    await bodyOf(api.POST('/v1/webhook_events/{id}/replay', { params }));
    events.loading.reload();
  };
  return (
    <Page
      title="Webhooks"
      about="Events are sent to your endpoints, signed, and again for three days while they fail."
      actions={
        <div class="row wrap">
          {environment.value === 'test' && (
            <button type="button" class="btn" onClick={() => setOpen({ kind: 'test-event' })}>
              Send test event
            </button>
          )}
          <button type="button" class="btn primary" onClick={() => setOpen({ kind: 'create' })}>
            Add endpoint
          </button>
        </div>
      }
    >
      <ListTable
        list={endpoints}
        what="Endpoints"
        keyOf={({ id }) => id}
        columns={endpointColumns({
          edit: (endpoint) => setOpen({ kind: 'edit', endpoint }),
          rotate: (endpoint) => setOpen({ kind: 'rotate', endpoint }),
          remove: (endpoint) => setOpen({ kind: 'delete', endpoint }),
        })}
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
        columns={eventColumns({ show: (event) => setOpen({ kind: 'payload', event }), replay })}
        empty={{ icon: 'clock', title: 'No events yet', text: 'The first job makes some.' }}
      />
      {open !== undefined && (
        <WebhookDialog
          open={open}
          setOpen={setOpen}
          onEndpointsChanged={endpoints.loading.reload}
          onEventsChanged={events.loading.reload}
        />
      )}
    </Page>
  );
}

function useEndpoints() {
  const { api } = useServices();
  return useList<WebhookEndpoint>('endpoints', (cursor, signal) =>
    bodyOf(
      api.GET('/v1/webhook_endpoints', {
        params: { query: cursor === undefined ? {} : { cursor } },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
}

function useEvents() {
  const { api } = useServices();
  return useList<EventWithDeliveries>('events', (cursor, signal) =>
    bodyOf(
      api.GET('/v1/webhook_events', {
        params: { query: cursor === undefined ? {} : { cursor } },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
}
