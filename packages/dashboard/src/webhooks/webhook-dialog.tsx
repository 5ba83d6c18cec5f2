import type { EventWithDeliveries, WebhookEndpoint } from '@firsthandapi/spec';
import { CreateEndpointDialog } from './create-endpoint-dialog.tsx';
import { DeleteEndpointDialog } from './delete-endpoint-dialog.tsx';
import { EditEndpointDialog } from './edit-endpoint-dialog.tsx';
import { PayloadDialog } from './payload-dialog.tsx';
import { RotateSecretDialog } from './rotate-secret-dialog.tsx';
import { SecretShownDialog } from './secret-shown-dialog.tsx';
import { SendTestEventDialog } from './send-test-event-dialog.tsx';

/** The dialog of the webhooks' screen that is open. */
export type OpenWebhookDialog =
  | { readonly kind: 'create' | 'test-event' }
  | { readonly kind: 'edit' | 'rotate' | 'delete'; readonly endpoint: WebhookEndpoint }
  | { readonly kind: 'secret'; readonly secret: string; readonly note?: string }
  | { readonly kind: 'payload'; readonly event: EventWithDeliveries };

export interface WebhookDialogProps {
  readonly open: OpenWebhookDialog;
  readonly setOpen: (open: OpenWebhookDialog | undefined) => void;
  readonly onEndpointsChanged: () => void;
  readonly onEventsChanged: () => void;
}

const AFTER_ROTATION = 'Until tomorrow, deliveries carry a signature with the old secret as well.';

/** Shows the dialog that is open. */
export function WebhookDialog(props: WebhookDialogProps) {
  const { open, setOpen, onEndpointsChanged, onEventsChanged } = props;
  const close = () => setOpen(undefined);
  const showSecret = (secret: string, note?: string) => {
    setOpen({ kind: 'secret', secret, ...(note !== undefined && { note }) });
    onEndpointsChanged();
  };
  switch (open.kind) {
    case 'create':
      return <CreateEndpointDialog onClose={close} onCreated={showSecret} />;
    case 'edit':
      return (
        <EditEndpointDialog endpoint={open.endpoint} onClose={close} onSaved={onEndpointsChanged} />
      );
    case 'delete':
      return (
        <DeleteEndpointDialog
          endpoint={open.endpoint}
          onClose={close}
          onDeleted={onEndpointsChanged}
        />
      );
    case 'rotate':
      return (
        <RotateSecretDialog
          endpoint={open.endpoint}
          onClose={close}
          onRotated={(secret) => showSecret(secret, AFTER_ROTATION)}
        />
      );
    case 'secret':
      return <SecretShownDialog secret={open.secret} note={open.note} onClose={close} />;
    case 'test-event':
      return <SendTestEventDialog onClose={close} onSent={onEventsChanged} />;
    case 'payload':
      return <PayloadDialog event={open.event} onClose={close} />;
  }
}
