import { bodyOf, choosePasskey, Dialog, Field, hasPasskeys, Notice } from '@firsthandapi/ui';
import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';

/** Asks who is there when a request needs a fresh proof. */
export function ProofDialog() {
  const { proof } = useServices();
  return proof.isOpen.value ? <Question /> : null;
}

function Question() {
  const { proof, session } = useServices();
  // A passkey may have been added or removed since the session was read.
  useEffect(() => void session.refresh(), [session]);
  const state = session.state.value;
  if (state.kind !== 'signed_in') return null;
  const { member, proof_methods } = state.signedIn;
  const mayUsePasskey = hasPasskeys() && proof_methods.includes('passkey');
  return (
    <Dialog
      title="Confirm that it is you"
      onClose={() => proof.settle(false)}
      actions={
        <button type="button" class="btn ghost" onClick={() => proof.settle(false)}>
          Cancel
        </button>
      }
    >
      <p class="muted">
        What costs money or cannot be undone needs a proof that is at most 10 minutes old.
      </p>
      {mayUsePasskey && <ByPasskey />}
      {proof_methods.includes('totp') && <ByTotp />}
      {proof_methods.includes('code') && <ByCode email={member.email ?? ''} />}
    </Dialog>
  );
}

function ByPasskey() {
  const { account, proof } = useServices();
  const use = useAction(async () => {
    const { challenge, options } = await bodyOf(account.GET('/account/v1/passkey_challenge'));
    const used = await choosePasskey(options);
    if (used === undefined) return;
    const body = { passkey: { challenge, ...used } };
    await bodyOf(account.POST('/account/v1/proofs', { body }));
    proof.settle(true);
  });
  return (
    <div class="stack s2">
      <button type="button" class="btn block" disabled={use.isBusy} onClick={use.run}>
        Use a passkey
      </button>
      {use.problem !== undefined && <Notice tone="bad" title={use.problem} />}
    </div>
  );
}

function ByCode({ email }: { readonly email: string }) {
  const { account, proof } = useServices();
  const [isSent, setSent] = useState(false);
  const [code, setCode] = useState('');
  const send = useAction(async () => {
    await bodyOf(account.POST('/account/v1/proof_codes'));
    setSent(true);
  });
  const confirm = useAction(async () => {
    await bodyOf(account.POST('/account/v1/proofs', { body: { code } }));
    proof.settle(true);
  });
  if (!isSent) {
    return (
      <div class="stack s2">
        <button type="button" class="btn block" disabled={send.isBusy} onClick={send.run}>
          Send a code to {email}
        </button>
        {send.problem !== undefined && <Notice tone="bad" title={send.problem} />}
      </div>
    );
  }
  return (
    <ProofForm
      label="Code"
      hint={`We sent it to ${email}.`}
      maxLength={7}
      value={code}
      onChange={setCode}
      confirm={confirm}
    />
  );
}

function ByTotp() {
  const { account, proof } = useServices();
  const [totp, setTotp] = useState('');
  const confirm = useAction(async () => {
    await bodyOf(account.POST('/account/v1/proofs', { body: { totp } }));
    proof.settle(true);
  });
  return (
    <ProofForm
      label="Code of your authenticator app"
      hint="Or one of your recovery codes."
      maxLength={40}
      value={totp}
      onChange={setTotp}
      confirm={confirm}
    />
  );
}

interface ProofFormProps {
  readonly label: string;
  readonly hint: string;
  readonly maxLength: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly confirm: ReturnType<typeof useAction>;
}

function ProofForm({ label, hint, maxLength, value, onChange, confirm }: ProofFormProps) {
  return (
    <form
      class="stack s2"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void confirm.run();
      }}
    >
      <Field
        id="proof"
        inputRef={focus}
        label={label}
        hint={hint}
        error={confirm.problem}
        autoComplete="one-time-code"
        maxLength={maxLength}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <button type="submit" class="btn primary block" disabled={confirm.isBusy}>
        Confirm
      </button>
    </form>
  );
}

/** The code is what comes next. */
function focus(field: HTMLInputElement | null): void {
  field?.focus();
}
