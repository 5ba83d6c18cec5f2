import type { CreateErasureRequest, Erasure } from '@firsthandapi/spec';
import { bodyOf } from '@firsthandapi/ui';
import { idempotent } from '../api/idempotent.ts';
import { ActionDialog } from '../page/action-dialog.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';

/** What is to be erased. */
export interface ErasureTarget {
  readonly type: 'job' | 'organization';
  readonly id: string;
}

export interface ErasureDialogProps {
  readonly target: ErasureTarget;
  readonly onClose: () => void;
  readonly onErased: (erasure: Erasure) => void;
}

/** Asks once more before an erasure. */
export function ErasureDialog({ target, onClose, onErased }: ErasureDialogProps) {
  const { api } = useServices();
  const erase = useAction(async () => {
    const params = { header: idempotent() };
    const body = requestFor(target);
    onErased(await bodyOf(api.POST('/v1/privacy/erasures', { params, body })));
    onClose();
  });
  return (
    <ActionDialog
      title={target.type === 'job' ? 'Erase this job?' : 'Erase the organization?'}
      verb="Erase for ever"
      action={erase}
      isDanger
      onClose={onClose}
    >
      <p>
        <code>{target.id}</code>
      </p>
      <p>
        {target.type === 'job'
          ? 'Its texts and files are erased. What was paid for it stays in the books.'
          : 'Everything is erased, every member is signed out and every key stops working.'}
      </p>
    </ActionDialog>
  );
}

function requestFor({ type, id }: ErasureTarget): CreateErasureRequest {
  return type === 'job'
    ? { target: 'job', job_id: id }
    : { target: 'organization', confirm_organization_id: id };
}
