import type { ApiKey } from '@firsthandapi/spec';
import { bodyOf } from '@firsthandapi/ui';
import { idempotent } from '../api/idempotent.ts';
import { ActionDialog } from '../page/action-dialog.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import type { ShownKey } from './key-shown-dialog.tsx';

export interface RotateKeyDialogProps {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
  readonly onRotated: (shown: ShownKey) => void;
}

/** Replaces a key without a gap. */
export function RotateKeyDialog({ apiKey, onClose, onRotated }: RotateKeyDialogProps) {
  const { api } = useServices();
  const rotate = useAction(async () => {
    const params = { path: { id: apiKey.id }, header: idempotent() };
    const { secret, name, scopes } = await bodyOf(api.POST('/v1/api_keys/{id}/rotate', { params }));
    onRotated({ name, secret, scopes: scopes.map(String) });
  });
  return (
    <ActionDialog
      title={`Rotate “${apiKey.name}”?`}
      verb="Rotate"
      action={rotate}
      onClose={onClose}
    >
      <p>You get a new key. The old one works for 24 more hours, so nothing fails meanwhile.</p>
    </ActionDialog>
  );
}
