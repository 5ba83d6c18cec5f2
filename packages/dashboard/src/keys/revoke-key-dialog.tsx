import type { ApiKey } from '@firsthandapi/spec';
import { bodyOf, Dialog, Notice } from '@firsthandapi/ui';
import { idempotent } from '../api/idempotent.ts';
import { Time } from '../page/time.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';

export interface RevokeKeyDialogProps {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
  readonly onRotate: () => void;
  readonly onRevoked: () => void;
}

/** Ends a key. Says what breaks, and offers the gentler way. */
export function RevokeKeyDialog({ apiKey, onClose, onRotate, onRevoked }: RevokeKeyDialogProps) {
  const { api } = useServices();
  const revoke = useAction(async () => {
    const params = { path: { id: apiKey.id }, header: idempotent() };
    await bodyOf(api.POST('/v1/api_keys/{id}/revoke', { params }));
    onClose();
    onRevoked();
  });
  return (
    <Dialog
      title={`Revoke “${apiKey.name}”?`}
      onClose={onClose}
      actions={
        <>
          <button type="button" class="btn ghost" onClick={onClose}>
            Keep it
          </button>
          <button type="button" class="btn" onClick={onRotate}>
            Rotate
          </button>
          <button type="button" class="btn danger" disabled={revoke.isBusy} onClick={revoke.run}>
            Revoke
          </button>
        </>
      }
    >
      {revoke.problem !== undefined && <Notice tone="bad" title={revoke.problem} />}
      <p>
        Requests with this key fail from this second on.{' '}
        {apiKey.last_used_at === null ? (
          'It was never used.'
        ) : (
          <>
            It was used <Time at={apiKey.last_used_at} />.
          </>
        )}
      </p>
      <p class="muted">To change a key without a gap, rotate it: both work for 24 hours.</p>
    </Dialog>
  );
}
