import type { Session } from '@firsthandapi/spec/account';
import { bodyOf, Chip } from '@firsthandapi/ui';
import { type Column, ListTable } from '../page/list-table.tsx';
import { Time } from '../page/time.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { useList } from '../services/use-list.ts';
import { browserName } from './browser-name.ts';

/** Where the member is signed in. */
export function SessionsCard() {
  const { account } = useServices();
  const list = useList<Session>('sessions', (cursor, signal) =>
    bodyOf(
      account.GET('/account/v1/sessions', {
        params: { query: cursor === undefined ? {} : { cursor } },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
  const columns: readonly [Column<Session>, ...Column<Session>[]] = [
    { name: 'Browser', cell: ({ user_agent }) => browserName(user_agent) },
    { name: 'Signed in', cell: ({ created_at }) => <Time at={created_at} /> },
    {
      name: 'Actions',
      isEnd: true,
      cell: (session) => <End session={session} onEnded={list.loading.reload} />,
    },
  ];
  return (
    <section class="stack" aria-labelledby="sessions">
      <h2 id="sessions">Sessions</h2>
      <ListTable
        list={list}
        what="Sessions"
        keyOf={({ id }) => id}
        columns={columns}
        empty={{ icon: 'user', title: 'No sessions', text: 'You are signed in nowhere else.' }}
      />
    </section>
  );
}

interface EndProps {
  readonly session: Session;
  readonly onEnded: () => void;
}

function End({ session, onEnded }: EndProps) {
  const { account } = useServices();
  const end = useAction(async () => {
    const params = { path: { id: session.id } };
    await bodyOf(account.DELETE('/account/v1/sessions/{id}', { params }));
    onEnded();
  });
  if (session.is_current) {
    return (
      <Chip icon="check" tone="ok">
        This browser
      </Chip>
    );
  }
  return (
    <button type="button" class="btn sm danger" disabled={end.isBusy} onClick={end.run}>
      End session
    </button>
  );
}
