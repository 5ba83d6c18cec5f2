import type { Member } from '@firsthandapi/spec/account';
import { bodyOf, Chip } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { ChangeRoleDialog } from '../members/change-role-dialog.tsx';
import { InviteDialog } from '../members/invite-dialog.tsx';
import { RemoveMemberDialog } from '../members/remove-member-dialog.tsx';
import { type Column, ListTable } from '../page/list-table.tsx';
import { Page } from '../page/page.tsx';
import { Time } from '../page/time.tsx';
import { useServices } from '../services/services.ts';
import { useList } from '../services/use-list.ts';
import { usePermission } from '../services/use-permission.ts';

type Open =
  | { readonly kind: 'invite' }
  | { readonly kind: 'change' | 'remove'; readonly member: Member };

/** Who acts for the organization, and in which role. */
export default function MembersScreen() {
  const { account } = useServices();
  const isGranted = usePermission();
  const [open, setOpen] = useState<Open>();
  const list = useList<Member>('members', (cursor, signal) =>
    bodyOf(
      account.GET('/account/v1/members', {
        params: { query: cursor === undefined ? {} : { cursor } },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
  const close = () => setOpen(undefined);
  const { reload } = list.loading;
  const mayChange = isGranted('members:write');
  return (
    <Page
      title="Members"
      about="People who act for your organization."
      actions={
        mayChange && (
          <button type="button" class="btn primary" onClick={() => setOpen({ kind: 'invite' })}>
            Invite member
          </button>
        )
      }
    >
      <ListTable
        list={list}
        what="Members"
        keyOf={({ id }) => id}
        columns={columnsOf(mayChange, setOpen)}
        empty={{ icon: 'user', title: 'No members', text: 'Invite somebody by e-mail.' }}
      />
      {open?.kind === 'invite' && <InviteDialog onClose={close} onInvited={reload} />}
      {open?.kind === 'change' && (
        <ChangeRoleDialog member={open.member} onClose={close} onChanged={reload} />
      )}
      {open?.kind === 'remove' && (
        <RemoveMemberDialog member={open.member} onClose={close} onRemoved={reload} />
      )}
    </Page>
  );
}

function columnsOf(
  mayChange: boolean,
  setOpen: (open: Open) => void,
): readonly [Column<Member>, ...Column<Member>[]] {
  const columns: [Column<Member>, ...Column<Member>[]] = [
    { name: 'E-mail', cell: ({ email }) => email ?? 'The first owner' },
    { name: 'Role', cell: ({ role }) => String(role) },
    { name: 'Since', cell: (member) => <Since member={member} /> },
  ];
  if (!mayChange) return columns;
  const actions: Column<Member> = {
    name: 'Actions',
    isEnd: true,
    cell: (member) => <Actions member={member} setOpen={setOpen} />,
  };
  return [...columns, actions];
}

function Since({ member }: { readonly member: Member }) {
  if (member.joined_at !== null) return <Time at={member.joined_at} />;
  return <Chip icon="clock">Invited</Chip>;
}

interface ActionsProps {
  readonly member: Member;
  readonly setOpen: (open: Open) => void;
}

function Actions({ member, setOpen }: ActionsProps) {
  const name = member.email ?? 'the first owner';
  return (
    <span class="actions">
      <button
        type="button"
        class="btn sm"
        aria-label={`Change role of ${name}`}
        onClick={() => setOpen({ kind: 'change', member })}
      >
        Change role
      </button>
      <button
        type="button"
        class="btn sm danger"
        aria-label={`Remove ${name}`}
        onClick={() => setOpen({ kind: 'remove', member })}
      >
        Remove
      </button>
    </span>
  );
}
