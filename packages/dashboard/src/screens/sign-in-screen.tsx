import { Brand, Field, useFocusOnEntry } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';

/** Sign-in by a code that is mailed. There are no passwords. */
export function SignInScreen() {
  const [email, setEmail] = useState<string>();
  return (
    <main class="door" id="main">
      <p class="brand">
        <Brand />
      </p>
      <div class="card pad stack">
        {email === undefined ? (
          <AddressForm onSent={setEmail} />
        ) : (
          <CodeForm email={email} onOther={() => setEmail(undefined)} />
        )}
      </div>
    </main>
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
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send.run();
      }}
    >
      <h1>Sign in</h1>
      <Field
        id="email"
        label="E-mail"
        hint="No password. We send you a code."
        error={send.fields.email ?? send.problem}
        type="email"
        autoComplete="email"
        maxLength={254}
        value={email}
        onInput={({ currentTarget }) => setEmail(currentTarget.value)}
      />
      <button
        type="submit"
        class="btn primary block"
        disabled={send.isBusy}
        aria-busy={send.isBusy}
      >
        Send code
      </button>
    </form>
  );
}

interface CodeFormProps {
  readonly email: string;
  readonly onOther: () => void;
}

function CodeForm({ email, onOther }: CodeFormProps) {
  const { session } = useServices();
  const field = useFocusOnEntry<HTMLInputElement>();
  const [code, setCode] = useState('');
  const signIn = useAction(() => session.signIn(email, code.trim()));
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void signIn.run();
      }}
    >
      <h1>Check your e-mail</h1>
      <p class="muted">We sent a code to {email}.</p>
      <Field
        id="code"
        inputRef={field}
        class="otp"
        label="Code"
        error={signIn.problem}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onInput={({ currentTarget }) => setCode(currentTarget.value)}
      />
      <button
        type="submit"
        class="btn primary block"
        disabled={signIn.isBusy}
        aria-busy={signIn.isBusy}
      >
        Sign in
      </button>
      <button type="button" class="link" onClick={onOther}>
        Use another address
      </button>
    </form>
  );
}
