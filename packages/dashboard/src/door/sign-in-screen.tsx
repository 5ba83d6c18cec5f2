import { Field, hasPasskeys, Notice } from '@firsthandapi/ui';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { Door, DoorForm } from './door.tsx';

/** Sign-in and sign-up by a code that is mailed. There are no passwords. */
export function SignInScreen() {
  const [email, setEmail] = useState<string>();
  return (
    <Door>
      {email === undefined ? (
        <>
          <AddressForm onSent={setEmail} />
          {hasPasskeys() && <PasskeyButton />}
        </>
      ) : (
        <CodeForm email={email} onOther={() => setEmail(undefined)} />
      )}
    </Door>
  );
}

function AddressForm({ onSent }: { readonly onSent: (email: string) => void }) {
  const { session } = useServices();
  const [email, setEmail] = useState('');
  const send = useAction(async () => {
    await session.requestCode(email);
    onSent(email);
  });
  return (
    <DoorForm title="Sign in" action="Send code" isBusy={send.isBusy} onSubmit={send.run}>
      <Field
        id="email"
        label="E-mail"
        hint="No password: we send you a code. New here? The same way signs you up."
        error={send.fields.email ?? send.problem}
        type="email"
        autoComplete="email"
        maxLength={254}
        value={email}
        onInput={({ currentTarget }) => setEmail(currentTarget.value)}
      />
    </DoorForm>
  );
}

function PasskeyButton() {
  const { session } = useServices();
  const use = useAction(() => session.signInWithPasskey());
  return (
    <div class="stack s2">
      <button type="button" class="btn block" disabled={use.isBusy} onClick={use.run}>
        Use a passkey
      </button>
      {use.problem !== undefined && <Notice tone="bad" title={use.problem} />}
    </div>
  );
}

interface CodeFormProps {
  readonly email: string;
  readonly onOther: () => void;
}

function CodeForm({ email, onOther }: CodeFormProps) {
  const { session } = useServices();
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const signIn = useAction(() => session.signIn({ email, code }));
  useLayoutEffect(() => field.current?.focus(), []);
  // The code was right, and can still be used: the address acts for no organization yet.
  if (signIn.fields.organization_name !== undefined) return <NameForm email={email} code={code} />;
  if (signIn.fields.totp !== undefined) return <TotpForm email={email} code={code} />;
  return (
    <>
      <DoorForm
        title="Check your e-mail"
        action="Sign in"
        isBusy={signIn.isBusy}
        onSubmit={signIn.run}
      >
        <p class="muted">We sent a code to {email}.</p>
        <Field
          id="code"
          inputRef={field}
          class="otp"
          label="Code"
          error={signIn.problem}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          value={code}
          onInput={({ currentTarget }) => setCode(currentTarget.value)}
        />
      </DoorForm>
      <button type="button" class="link" onClick={onOther}>
        Use another address
      </button>
    </>
  );
}

function TotpForm({ email, code }: { readonly email: string; readonly code: string }) {
  const { session } = useServices();
  const field = useRef<HTMLInputElement>(null);
  const [totp, setTotp] = useState('');
  const signIn = useAction(() => session.signIn({ email, code, totp }));
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <DoorForm
      title="Enter a code of your app"
      action="Sign in"
      isBusy={signIn.isBusy}
      onSubmit={signIn.run}
    >
      <Field
        id="totp"
        inputRef={field}
        label="Code of your authenticator app"
        hint="Or one of your recovery codes."
        error={signIn.problem}
        autoComplete="one-time-code"
        maxLength={40}
        value={totp}
        onInput={({ currentTarget }) => setTotp(currentTarget.value)}
      />
    </DoorForm>
  );
}

function NameForm({ email, code }: { readonly email: string; readonly code: string }) {
  const { session } = useServices();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const open = useAction(() => session.signIn({ email, code, organization_name: name }));
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <DoorForm
      title="Create your organization"
      action="Create organization"
      isBusy={open.isBusy}
      onSubmit={open.run}
    >
      <Field
        id="organization"
        inputRef={field}
        label="Name"
        hint="Your company or team. You can change it later."
        error={open.fields.organization_name ?? open.problem}
        autoComplete="organization"
        maxLength={200}
        value={name}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
    </DoorForm>
  );
}
