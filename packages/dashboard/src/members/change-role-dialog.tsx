import type { Member, RoleName } from '@firsthandapi/spec/account';
import { bodyOf } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { ActionDialog } from '../page/action-dialog.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { RoleField } from './role-field.tsx';
import { ROLES } from './roles.ts';

export interface ChangeRoleDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Gives a member another role. Says that they have to sign in again. */
export function ChangeRoleDialog({ member, onClose, onChanged }: ChangeRoleDialogProps) {
  const { account } = useServices();
  const [current = 'auditor'] = ROLES.find(([name]) => name === member.role) ?? [];
  const [role, setRole] = useState<RoleName>(current);
  const change = useAction(async () => {
    const params = { path: { id: member.id } };
    await bodyOf(account.PATCH('/account/v1/members/{id}', { params, body: { role } }));
    onClose();
    onChanged();
  });
  return (
    <ActionDialog
      title={`Change the role of ${member.email ?? 'the first owner'}`}
      verb="Change role"
      action={change}
      onClose={onClose}
    >
      <RoleField role={role} onChange={setRole} />
      <p class="muted">They are signed out, and sign in again with what the role allows.</p>
    </ActionDialog>
  );
}
