import type { ApiKey } from '@firsthandapi/spec';
import { bodyOf, Dialog, Notice } from '@firsthandapi/ui';
import { idempotent } from '../api/idempotent.ts';
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
    <Dialog
      title={`Rotate “${apiKey.name}”?`}
      onClose={onClose}
      actions={
        <>
          <button type="button" class="btn ghost" onClick={onClose}>
            Cancel
          </button>
          <button type="button" class="btn primary" disabled={rotate.isBusy} onClick={rotate.run}>
            Rotate
          </button>
        </>
      }
    >
      {rotate.problem !== undefined && <Notice tone="bad" title={rotate.problem} />}
      <p>You get a new key. The old one works for 24 more hours, so nothing fails meanwhile.</p>
    </Dialog>
  );
}
