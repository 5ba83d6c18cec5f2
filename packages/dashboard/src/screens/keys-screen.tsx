import type { ApiKey } from '@firsthandapi/spec';
import { bodyOf, Chip, relative } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { CreateKeyDialog } from '../keys/create-key-dialog.tsx';
import { KeyShownDialog, type ShownKey } from '../keys/key-shown-dialog.tsx';
import { RevokeKeyDialog } from '../keys/revoke-key-dialog.tsx';
import { RotateKeyDialog } from '../keys/rotate-key-dialog.tsx';
import { type Column, ListTable } from '../page/list-table.tsx';
import { Page } from '../page/page.tsx';
import { Time } from '../page/time.tsx';
import { useServices } from '../services/services.ts';
import { useList } from '../services/use-list.ts';

type Open =
  | { readonly kind: 'create' }
  | { readonly kind: 'shown'; readonly shown: ShownKey }
  | { readonly kind: 'revoke' | 'rotate'; readonly key: ApiKey };

const ALL_SCOPES = 9;
const WARNING_MS = 14 * 86_400_000;

/** The keys of the environment: create, rotate, revoke. */
export default function KeysScreen() {
  const { api, environment, now } = useServices();
  const [open, setOpen] = useState<Open>();
  const list = useList<ApiKey>('keys', (cursor, signal) =>
    bodyOf(
      api.GET('/v1/api_keys', {
        params: {
          query: { environment: environment.value, ...(cursor !== undefined && { cursor }) },
        },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
  const isLive = environment.value === 'live';
  const close = () => setOpen(undefined);
  const { reload } = list.loading;
  const show = (shown: ShownKey) => {
    setOpen({ kind: 'shown', shown });
    reload();
  };
  const create = (
    <button type="button" class="btn primary" onClick={() => setOpen({ kind: 'create' })}>
      Create key
    </button>
  );
  return (
    <Page
      title="API Keys"
      about={
        isLive
          ? 'Live keys create real jobs and spend credits. Switch to Test for keys that cost nothing.'
          : 'Test keys cost nothing: files and scores are simulated, and every call behaves as in production.'
      }
      actions={create}
    >
      <ListTable
        list={list}
        what={isLive ? 'Live keys' : 'Test keys'}
        keyOf={({ id }) => id}
        columns={columnsOf(setOpen, now())}
        empty={{
          icon: 'key',
          title: isLive ? 'No live keys yet' : 'No test keys yet',
          text: 'A key lets your code call the API. It is shown once.',
        }}
      />
      {open?.kind === 'create' && (
        <CreateKeyDialog environment={environment.value} onClose={close} onCreated={show} />
      )}
      {open?.kind === 'shown' && <KeyShownDialog shown={open.shown} onClose={close} />}
      {open?.kind === 'revoke' && (
        <RevokeKeyDialog
          apiKey={open.key}
          onClose={close}
          onRotate={() => setOpen({ kind: 'rotate', key: open.key })}
          onRevoked={reload}
        />
      )}
      {open?.kind === 'rotate' && (
        <RotateKeyDialog apiKey={open.key} onClose={close} onRotated={show} />
      )}
    </Page>
  );
}

function columnsOf(
  setOpen: (open: Open) => void,
  now: number,
): readonly [Column<ApiKey>, ...Column<ApiKey>[]] {
  return [
    { name: 'Name', cell: ({ name }) => name },
    {
      name: 'Key',
      cell: ({ prefix, last_four }) => (
        <code>
          {prefix}…{last_four}
        </code>
      ),
    },
    { name: 'Scopes', cell: ({ scopes }) => <Scopes scopes={scopes.map(String)} /> },
    {
      name: 'Last used',
      cell: ({ last_used_at }) => (last_used_at === null ? 'Never' : <Time at={last_used_at} />),
    },
    {
      name: 'Expires',
      cell: ({ expires_at }) => (expires_at === null ? 'Never' : <Time at={expires_at} />),
    },
    { name: 'Status', cell: (key) => <KeyStatus apiKey={key} now={now} /> },
    {
      name: 'Actions',
      isEnd: true,
      cell: (key) =>
        key.revoked_at === null && (
          <span class="actions">
            <button
              type="button"
              class="btn sm"
              aria-label={`Rotate ${key.name}`}
              onClick={() => setOpen({ kind: 'rotate', key })}
            >
              Rotate
            </button>
            <button
              type="button"
              class="btn sm danger"
              aria-label={`Revoke ${key.name}`}
              onClick={() => setOpen({ kind: 'revoke', key })}
            >
              Revoke
            </button>
          </span>
        ),
    },
  ];
}

function Scopes({ scopes }: { readonly scopes: readonly string[] }) {
  if (scopes.length === ALL_SCOPES) return <>all {ALL_SCOPES}</>;
  return (
    <span class="row wrap">
      {scopes.map((scope) => (
        <span key={scope} class="tag">
          {scope}
        </span>
      ))}
    </span>
  );
}

function KeyStatus({ apiKey, now }: { readonly apiKey: ApiKey; readonly now: number }) {
  const { revoked_at, expires_at } = apiKey;
  const expiry = expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(expires_at);
  if (revoked_at !== null) return <Chip icon="cross">Revoked</Chip>;
  if (expiry <= now) return <Chip icon="cross">Expired</Chip>;
  if (expiry - now < WARNING_MS) {
    return (
      <Chip icon="clock" tone="warn">
        {`Expires ${relative(expiry, now)}`}
      </Chip>
    );
  }
  return (
    <Chip icon="check" tone="ok">
      Active
    </Chip>
  );
}
