import type { Authenticator, AuthenticatorSecret } from '@firsthandapi/spec/account';
import { bodyOf, LoadedView, Notice, useLoaded } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { Time } from '../page/time.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { ConfirmAppDialog } from './confirm-app-dialog.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';

/** What is open over the card. */
type Open =
  | { readonly kind: 'secret'; readonly secret: AuthenticatorSecret }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

/** The authenticator app beside codes by mail. */
export function AuthenticatorCard() {
  const { account } = useServices();
  const [open, setOpen] = useState<Open>();
  const loading = useLoaded('authenticator', (signal) =>
    bodyOf(account.GET('/account/v1/authenticator', { signal })),
  );
  const show = (codes: readonly string[]) => {
    setOpen({ kind: 'codes', codes });
    loading.reload();
  };
  return (
    <section class="card pad stack" aria-labelledby="authenticator">
      <h2 id="authenticator">Authenticator app</h2>
      <LoadedView loading={loading} what="The authenticator app" label="Loading the authenticator">
        {(authenticator) =>
          authenticator.is_enabled ? (
            <Enabled authenticator={authenticator} onCodes={show} onRemoved={loading.reload} />
          ) : (
            <Add onAdded={(secret) => setOpen({ kind: 'secret', secret })} />
          )
        }
      </LoadedView>
      {open?.kind === 'secret' && (
        <ConfirmAppDialog
          secret={open.secret}
          onClose={() => setOpen(undefined)}
          onConfirmed={show}
        />
      )}
      {open?.kind === 'codes' && (
        <RecoveryCodesDialog codes={open.codes} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}

function Add({ onAdded }: { readonly onAdded: (secret: AuthenticatorSecret) => void }) {
  const { account } = useServices();
  const add = useAction(async () => {
    onAdded(await bodyOf(account.POST('/account/v1/authenticator')));
  });
  return (
    <>
      <p class="muted">
        With an app, a code by mail alone opens no session: who reads your mail cannot sign in.
      </p>
      {add.problem !== undefined && <Notice tone="bad" title={add.problem} />}
      <p>
        <button type="button" class="btn" disabled={add.isBusy} onClick={add.run}>
          Add an app
        </button>
      </p>
    </>
  );
}

interface EnabledProps {
  readonly authenticator: Authenticator;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onRemoved: () => void;
}

function Enabled({ authenticator, onCodes, onRemoved }: EnabledProps) {
  const { account } = useServices();
  const renew = useAction(async () => {
    onCodes((await bodyOf(account.POST('/account/v1/recovery_codes'))).codes);
  });
  const remove = useAction(async () => {
    await bodyOf(account.DELETE('/account/v1/authenticator'));
    onRemoved();
  });
  const problem = renew.problem ?? remove.problem;
  const { confirmed_at, recovery_codes_left } = authenticator;
  return (
    <>
      <dl class="kv">
        <dt>Added</dt>
        <dd>{confirmed_at !== null && <Time at={confirmed_at} />}</dd>
        <dt>Recovery codes left</dt>
        <dd class="num">{recovery_codes_left}</dd>
      </dl>
      {problem !== undefined && <Notice tone="bad" title={problem} />}
      <p class="row wrap">
        <button type="button" class="btn" disabled={renew.isBusy} onClick={renew.run}>
          New recovery codes
        </button>
        <button type="button" class="btn danger" disabled={remove.isBusy} onClick={remove.run}>
          Remove the app
        </button>
      </p>
    </>
  );
}
