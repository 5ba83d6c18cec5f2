import type { WebhookEndpoint } from '@firsthandapi/spec';
import { bodyOf } from '@firsthandapi/ui';
import { ActionDialog } from '../page/action-dialog.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';

export interface DeleteEndpointDialogProps {
  readonly endpoint: WebhookEndpoint;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Ends an endpoint. Offers the way back: disabling keeps its secret. */
export function DeleteEndpointDialog({ endpoint, onClose, onDeleted }: DeleteEndpointDialogProps) {
  const { api } = useServices();
  const remove = useAction(async () => {
    const params = { path: { id: endpoint.id } };
    await bodyOf(api.DELETE('/v1/webhook_endpoints/{id}', { params }));
    onClose();
    onDeleted();
  });
  return (
    <ActionDialog
      title="Delete the endpoint?"
      verb="Delete"
      action={remove}
      isDanger
      onClose={onClose}
    >
      <p>
        <code>{endpoint.url}</code> gets no more events, and its secret is gone.
      </p>
      <p class="muted">To pause it, disable it under Edit.</p>
    </ActionDialog>
  );
}
