import type { SignInCode } from '@firsthandapi/spec/worker';
import { ApiFailure, Brand, bodyOf, countdown, Field, useFocusOnEntry } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { LegalLinks } from '../page/legal-links.tsx';
import { PasskeySignIn } from '../passkeys/passkey-sign-in.tsx';
import { type Services, useServices } from '../services/services.ts';
import { useNow } from '../services/use-now.ts';
import { deviceName } from '../session/device-name.ts';
import { t } from '../text/texts.ts';

interface SentCode {
  readonly email: string;
  readonly code: SignInCode;
}

/** Landing and sign-in: an address, then the code that was mailed to it. */
export function SignInScreen() {
  const [sent, setSent] = useState<SentCode | null>(null);
  return (
    <main class="w-main" id="main">
      <header class="stack s3">
        <p class="brand">
          <Brand />
        </p>
        <h1>{t.landing.title}</h1>
        <p class="muted">{t.landing.text}</p>
      </header>
      <div class="card pad step sign-in">
        {sent === null ? (
          <>
            <AddressForm onSent={setSent} />
            <PasskeySignIn />
          </>
        ) : (
          <CodeForm sent={sent} onSent={setSent} onOther={() => setSent(null)} />
        )}
      </div>
      <p class="meta">{t.landing.who}</p>
      <LegalLinks />
    </main>
  );
}

function AddressForm({ onSent }: { readonly onSent: (sent: SentCode) => void }) {
  const services = useServices();
  const [email, setEmail] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      onSent({ email, code: await requestCode(services, email) });
    } catch (failure) {
      setError(sentenceOf(failure, t.signIn.wrongAddress));
      setBusy(false);
    }
  };
  return (
    <form class="step" noValidate onSubmit={send}>
      <h2>{t.signIn.title}</h2>
      <Field
        id="email"
        label={t.signIn.email}
        hint={t.signIn.hint}
        error={error}
        type="email"
        autoComplete="email"
        inputMode="email"
        required
        maxLength={254}
        value={email}
        onInput={({ currentTarget }) => {
          services.proofs.prepare();
          setEmail(currentTarget.value);
        }}
      />
      <button type="submit" class="btn primary lg block" aria-busy={isBusy} disabled={isBusy}>
        {t.signIn.send}
      </button>
    </form>
  );
}

interface CodeFormProps {
  readonly sent: SentCode;
  readonly onSent: (sent: SentCode) => void;
  readonly onOther: () => void;
}

function CodeForm({ sent, onSent, onOther }: CodeFormProps) {
  const { api, session, sender } = useServices();
  const field = useFocusOnEntry<HTMLInputElement>();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const signIn = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      const body = { email: sent.email, code: code.trim(), device_name: deviceName() };
      const { worker } = await bodyOf(api.POST('/worker/v1/sessions', { body }));
      session.show(worker);
      sender.signedIn();
    } catch (failure) {
      setError(sentenceOf(failure, t.signIn.wrongAddress));
      setBusy(false);
      field.current?.select();
    }
  };
  return (
    <form class="step" noValidate onSubmit={signIn}>
      <h2>{t.signIn.checkTitle}</h2>
      <p class="muted">{t.signIn.sent(sent.email)}</p>
      <Field
        id="code"
        inputRef={field}
        class="otp"
        label={t.signIn.code}
        error={error}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        required
        value={code}
        onInput={({ currentTarget }) => setCode(currentTarget.value)}
      />
      <button type="submit" class="btn primary lg block" aria-busy={isBusy} disabled={isBusy}>
        {t.signIn.button}
      </button>
      <ResendCode sent={sent} onSent={onSent} onFailure={setError} />
      <p>
        <button type="button" class="link" onClick={onOther}>
          {t.signIn.otherAddress}
        </button>
      </p>
    </form>
  );
}

interface ResendCodeProps {
  readonly sent: SentCode;
  readonly onSent: (sent: SentCode) => void;
  readonly onFailure: (sentence: string) => void;
}

function ResendCode({ sent, onSent, onFailure }: ResendCodeProps) {
  const services = useServices();
  const left = Date.parse(sent.code.resend_at) - useNow();
  const resend = async () => {
    try {
      onSent({ email: sent.email, code: await requestCode(services, sent.email) });
    } catch (failure) {
      onFailure(sentenceOf(failure, t.signIn.wrongAddress));
    }
  };
  return (
    <p>
      <button type="button" class="link" disabled={left > 0} onClick={resend}>
        {t.signIn.again}
      </button>{' '}
      {left > 0 && <span class="meta num">{t.signIn.againIn(countdown(left))}</span>}
    </p>
  );
}

/** A server may want a proof of work, which is made while the address is being typed. */
async function requestCode({ api, proofs }: Services, email: string): Promise<SignInCode> {
  const proof = await proofs.take();
  const headers = proof === undefined ? {} : { 'Signup-Proof': proof };
  return bodyOf(api.POST('/worker/v1/sign_in_codes', { body: { email }, headers }));
}

/** The API's own sentence about the code says how many tries are left. */
function sentenceOf(failure: unknown, wrongAddress: string): string {
  if (!(failure instanceof ApiFailure) || failure.status === 0) return t.signIn.noConnection;
  if (failure.status === 429) return t.signIn.tooMany;
  const detail = failure.details.find(({ field }) => field === 'code' || field === 'email');
  if (detail?.field === 'email') return wrongAddress;
  return `${failure.message.charAt(0).toUpperCase()}${failure.message.slice(1)}.`;
}
