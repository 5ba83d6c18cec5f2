import type { Member } from '@firsthandapi/spec/account';
import { bodyOf } from '@firsthandapi/ui';
import { ActionDialog } from '../page/action-dialog.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';

export interface RemoveMemberDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Ends a membership or an invitation. Says what it leaves behind. */
export function RemoveMemberDialog({ member, onClose, onRemoved }: RemoveMemberDialogProps) {
  const { account } = useServices();
  const remove = useAction(async () => {
    const params = { path: { id: member.id } };
    await bodyOf(account.DELETE('/account/v1/members/{id}', { params }));
    onClose();
    onRemoved();
  });
  return (
    <ActionDialog
      title={`Remove ${member.email ?? 'the first owner'}?`}
      verb="Remove"
      action={remove}
      onClose={onClose}
      dismissal="Keep"
      isDanger
    >
      <p>
        They are signed out at once. API keys that they created keep working: revoke those they
        know.
      </p>
    </ActionDialog>
  );
}
