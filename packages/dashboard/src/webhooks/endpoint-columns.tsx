import type { WebhookEndpoint } from '@firsthandapi/spec';
import { Chip } from '@firsthandapi/ui';
import type { Column } from '../page/list-table.tsx';
import { Time } from '../page/time.tsx';
import { EVENT_TYPES } from './event-types.ts';

/** What can be done with an endpoint. */
export interface EndpointActions {
  readonly edit: (endpoint: WebhookEndpoint) => void;
  readonly rotate: (endpoint: WebhookEndpoint) => void;
  readonly remove: (endpoint: WebhookEndpoint) => void;
}

/** Returns the columns of the list of endpoints. */
export function endpointColumns(
  actions: EndpointActions,
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
    { name: 'Status', cell: ({ enabled }) => <EndpointStatus isEnabled={enabled} /> },
    { name: 'Created', cell: ({ created_at }) => <Time at={created_at} /> },
    {
      name: 'Actions',
      isEnd: true,
      cell: (endpoint) => <EndpointButtons endpoint={endpoint} actions={actions} />,
    },
  ];
}

function EndpointStatus({ isEnabled }: { readonly isEnabled: boolean }) {
  if (!isEnabled) {
    return (
      <Chip icon="pause" tone="warn">
        Disabled
      </Chip>
    );
  }
  return (
    <Chip icon="check" tone="ok">
      Enabled
    </Chip>
  );
}

interface EndpointButtonsProps {
  readonly endpoint: WebhookEndpoint;
  readonly actions: EndpointActions;
}

function EndpointButtons({ endpoint, actions: { edit, rotate, remove } }: EndpointButtonsProps) {
  const buttons = [
    ['Edit', edit, 'btn sm'],
    ['Rotate', rotate, 'btn sm'],
    ['Delete', remove, 'btn sm danger'],
  ] as const;
  return (
    <span class="actions">
      {buttons.map(([verb, act, style]) => (
        <button
          key={verb}
          type="button"
          class={style}
          aria-label={`${verb} ${endpoint.url}`}
          onClick={() => act(endpoint)}
        >
          {verb}
        </button>
      ))}
    </span>
  );
}
