import type { WebhookEndpoint } from '@firsthandapi/spec';
import { bodyOf } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { ActionDialog } from '../page/action-dialog.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { type EndpointDraft, EndpointFields } from './endpoint-fields.tsx';
import { EVENT_TYPES } from './event-types.ts';

export interface EditEndpointDialogProps {
  readonly endpoint: WebhookEndpoint;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Changes an endpoint: its URL, the types of its events, and whether it gets any. */
export function EditEndpointDialog({ endpoint, onClose, onSaved }: EditEndpointDialogProps) {
  const { api } = useServices();
  const [draft, setDraft] = useState<EndpointDraft>({
    url: endpoint.url,
    events: new Set(EVENT_TYPES.filter((type) => endpoint.events.includes(type))),
  });
  const [isEnabled, setEnabled] = useState(endpoint.enabled);
  const save = useAction(async () => {
    const params = { path: { id: endpoint.id } };
    const body = { url: draft.url, events: [...draft.events], enabled: isEnabled };
    await bodyOf(api.PATCH('/v1/webhook_endpoints/{id}', { params, body }));
    onClose();
    onSaved();
  });
  return (
    <ActionDialog
      title="Edit the endpoint"
      verb="Save"
      action={save}
      onClose={onClose}
      isIncomplete={draft.events.size === 0}
    >
      <EndpointFields draft={draft} onChange={setDraft} errors={save.fields} />
      <label class="check">
        <input
          type="checkbox"
          checked={isEnabled}
          onChange={({ currentTarget }) => setEnabled(currentTarget.checked)}
        />
        <span>Enabled</span>
        <small>A disabled endpoint gets no new deliveries.</small>
      </label>
    </ActionDialog>
  );
}
