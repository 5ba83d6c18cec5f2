import type { WebhookEndpoint } from '@firsthandapi/spec';
import { bodyOf } from '@firsthandapi/ui';
import { idempotent } from '../api/idempotent.ts';
import { ActionDialog } from '../page/action-dialog.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';

export interface RotateSecretDialogProps {
  readonly endpoint: WebhookEndpoint;
  readonly onClose: () => void;
  readonly onRotated: (secret: string) => void;
}

/** Gives an endpoint a new secret without a gap. */
export function RotateSecretDialog({ endpoint, onClose, onRotated }: RotateSecretDialogProps) {
  const { api } = useServices();
  const rotate = useAction(async () => {
    const params = { path: { id: endpoint.id }, header: idempotent() };
    const call = api.POST('/v1/webhook_endpoints/{id}/rotate_secret', { params });
    onRotated((await bodyOf(call)).secret);
  });
  return (
    <ActionDialog title="Rotate the secret?" verb="Rotate" action={rotate} onClose={onClose}>
      <p>
        <code>{endpoint.url}</code> gets a new secret. For 24 hours deliveries are signed with the
        old one too, so nothing fails meanwhile.
      </p>
    </ActionDialog>
  );
}
