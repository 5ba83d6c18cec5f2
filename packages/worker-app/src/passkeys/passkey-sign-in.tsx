import { ApiFailure, hasPasskeys, Icon } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { useServices } from '../services/services.ts';
import { deviceName } from '../session/device-name.ts';
import { t } from '../text/texts.ts';
import { signInWithPasskey } from './passkeys.ts';

/** The way to sign in without a code, where the browser has it. */
export function PasskeySignIn() {
  const { api, session, sender } = useServices();
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  if (!hasPasskeys()) return null;
  const use = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const worker = await signInWithPasskey(api, deviceName());
      if (worker === undefined) return;
      session.show(worker);
      sender.signedIn();
    } catch (failure) {
      const isRefused = failure instanceof ApiFailure && failure.status === 400;
      setError(isRefused ? t.passkeys.refused : t.signIn.noConnection);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="stack s2">
      <button type="button" class="btn lg block" aria-busy={isBusy} disabled={isBusy} onClick={use}>
        {t.passkeys.use}
      </button>
      {error !== undefined && (
        <p class="err" role="alert">
          <Icon name="alert" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
