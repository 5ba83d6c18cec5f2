import type { RoleName } from '@firsthandapi/spec/account';
import { bodyOf, Field } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { ActionDialog } from '../page/action-dialog.tsx';
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
    <ActionDialog title="Invite a member" verb="Invite" action={invite} onClose={onClose}>
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
    </ActionDialog>
  );
}
