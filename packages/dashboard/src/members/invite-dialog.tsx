import type { RoleName } from '@firsthandapi/spec/account';
import { bodyOf, Dialog, Field, Notice } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { RoleField } from './role-field.tsx';

export interface InviteDialogProps {
  readonly onClose: () => void;
  readonly onInvited: () => void;
}

/** Invites somebody by mail. */
export function InviteDialog({ onClose, onInvited }: InviteDialogProps) {
  const { account } = useServices();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<RoleName>('developer');
  const invite = useAction(async () => {
    await bodyOf(account.POST('/account/v1/members', { body: { email, role } }));
    onClose();
    onInvited();
  });
  return (
    <Dialog
      title="Invite a member"
      onClose={onClose}
      actions={
        <>
          <button type="button" class="btn ghost" onClick={onClose}>
            Cancel
          </button>
          <button type="button" class="btn primary" disabled={invite.isBusy} onClick={invite.run}>
            Invite
          </button>
        </>
      }
    >
      {invite.problem !== undefined && <Notice tone="bad" title={invite.problem} />}
      <Field
        id="member-email"
        label="E-mail"
        type="email"
        maxLength={254}
        error={invite.fields.email}
        value={email}
        onInput={({ currentTarget }) => setEmail(currentTarget.value)}
      />
      <RoleField role={role} onChange={setRole} />
    </Dialog>
  );
}
