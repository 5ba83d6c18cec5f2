import { bodyOf } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { idempotent } from '../api/idempotent.ts';
import { ActionDialog } from '../page/action-dialog.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { type EndpointDraft, EndpointFields } from './endpoint-fields.tsx';
import { EVENT_TYPES } from './event-types.ts';

export interface CreateEndpointDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (secret: string) => void;
}

/** Adds an endpoint, which gets every type of event unless some are unchecked. */
export function CreateEndpointDialog({ onClose, onCreated }: CreateEndpointDialogProps) {
  const { api } = useServices();
  const [draft, setDraft] = useState<EndpointDraft>({
    url: 'https://',
    events: new Set(EVENT_TYPES),
  });
  const create = useAction(async () => {
    const body = { url: draft.url, events: [...draft.events] };
    const params = { header: idempotent() };
    const { secret } = await bodyOf(api.POST('/v1/webhook_endpoints', { params, body }));
    onCreated(secret);
  });
  return (
    <ActionDialog
      title="Add an endpoint"
      verb="Add endpoint"
      action={create}
      onClose={onClose}
      isIncomplete={draft.events.size === 0}
    >
      <EndpointFields draft={draft} onChange={setDraft} errors={create.fields} />
    </ActionDialog>
  );
}
