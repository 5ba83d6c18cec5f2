import type { Passkey } from '@firsthandapi/spec/account';
import { bodyOf, hasPasskeys, makePasskey, Notice } from '@firsthandapi/ui';
import { type Column, ListTable } from '../page/list-table.tsx';
import { Time } from '../page/time.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { useList } from '../services/use-list.ts';
import { browserName } from './browser-name.ts';

/** The member's passkeys. Where the browser can have none, those of other devices can still be removed. */
export function PasskeysCard() {
  const { account } = useServices();
  const list = useList<Passkey>('passkeys', (cursor, signal) =>
    bodyOf(
      account.GET('/account/v1/passkeys', {
        params: { query: cursor === undefined ? {} : { cursor } },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
  const { reload } = list.loading;
  const columns: readonly [Column<Passkey>, ...Column<Passkey>[]] = [
    { name: 'Passkey', cell: ({ name }) => name },
    { name: 'Added', cell: ({ created_at }) => <Time at={created_at} /> },
    {
      name: 'Last used',
      cell: ({ last_used_at }) => (last_used_at === null ? 'Never' : <Time at={last_used_at} />),
    },
    {
      name: 'Actions',
      isEnd: true,
      cell: (passkey) => <Remove passkey={passkey} onRemoved={reload} />,
    },
  ];
  return (
    <section class="stack" aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <p class="muted">
        Sign in by fingerprint, face or screen lock, without a code. A passkey works on this site
        alone, so nobody can be tricked into giving it away.
      </p>
      <ListTable
        list={list}
        what="Passkeys"
        keyOf={({ id }) => id}
        columns={columns}
        empty={{ icon: 'key', title: 'No passkeys yet', text: 'You sign in with codes by mail.' }}
      />
      {hasPasskeys() && <Add onAdded={reload} />}
    </section>
  );
}

function Add({ onAdded }: { readonly onAdded: () => void }) {
  const { account } = useServices();
  const add = useAction(async () => {
    const { challenge, options } = await bodyOf(account.GET('/account/v1/passkeys/challenge'));
    const made = await makePasskey(options);
    if (made === undefined) return;
    const body = { challenge, name: browserName(navigator.userAgent), ...made };
    await bodyOf(account.POST('/account/v1/passkeys', { body }));
    onAdded();
  });
  return (
    <>
      {add.problem !== undefined && <Notice tone="bad" title={add.problem} />}
      <p>
        <button type="button" class="btn" disabled={add.isBusy} onClick={add.run}>
          Add a passkey
        </button>
      </p>
    </>
  );
}

interface RemoveProps {
  readonly passkey: Passkey;
  readonly onRemoved: () => void;
}

function Remove({ passkey: { id, name }, onRemoved }: RemoveProps) {
  const { account } = useServices();
  const remove = useAction(async () => {
    await bodyOf(account.DELETE('/account/v1/passkeys/{id}', { params: { path: { id } } }));
    onRemoved();
  });
  return (
    <>
      {remove.problem !== undefined && <Notice tone="bad" title={remove.problem} />}
      <button
        type="button"
        class="btn sm danger"
        aria-label={`Remove the passkey ${name}`}
        disabled={remove.isBusy}
        onClick={remove.run}
      >
        Remove
      </button>
    </>
  );
}
