import type { AuthenticatorSecret } from '@firsthandapi/spec/account';
import { bodyOf, Dialog, Field } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { CopyButton } from '../page/copy-button.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';

const FORM = 'confirm-app';

export interface ConfirmAppDialogProps {
  readonly secret: AuthenticatorSecret;
  readonly onClose: () => void;
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
}

/** Shows the secret of an authenticator app once, and asks for a code of it. */
export function ConfirmAppDialog({ secret, onClose, onConfirmed }: ConfirmAppDialogProps) {
  const { account } = useServices();
  const [totp, setTotp] = useState('');
  const confirm = useAction(async () => {
    const body = { totp };
    const { codes } = await bodyOf(account.POST('/account/v1/authenticator/confirm', { body }));
    onConfirmed(codes);
  });
  return (
    <Dialog
      title="Add an authenticator app"
      onClose={onClose}
      actions={
        <>
          <button type="button" class="btn ghost" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form={FORM} class="btn primary" disabled={confirm.isBusy}>
            Add the app
          </button>
        </>
      }
    >
      <p class="muted">
        Type this secret into your app, or <a href={secret.uri}>open it in an app</a> of this
        device.
      </p>
      <div class="once">
        <code>{secret.secret}</code>
        <CopyButton text={secret.secret} />
      </div>
      <form
        id={FORM}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void confirm.run();
        }}
      >
        <Field
          id="totp"
          class="otp"
          label="Code of the app"
          error={confirm.problem}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          value={totp}
          onInput={({ currentTarget }) => setTotp(currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
