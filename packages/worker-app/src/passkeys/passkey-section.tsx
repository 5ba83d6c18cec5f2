import type { Passkey, PasskeyList } from '@firsthandapi/spec/worker';
import { bodyOf, hasPasskeys, Icon, LoadedView, relative, useLoaded } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { useServices } from '../services/services.ts';
import { deviceName } from '../session/device-name.ts';
import { t } from '../text/texts.ts';
import { addPasskey } from './passkeys.ts';

/** The passkeys of the account. Where the browser can have none, those of other devices can still be removed. */
export function PasskeySection() {
  const { api } = useServices();
  const passkeys = useLoaded('passkeys', (signal) =>
    bodyOf(api.GET('/worker/v1/me/passkeys', { signal })),
  );
  return (
    <section class="card" aria-labelledby="passkeys">
      <div class="card-head">
        <h2 id="passkeys">{t.passkeys.title}</h2>
      </div>
      <LoadedView loading={passkeys} what={t.passkeys.title} label={t.loading.account}>
        {({ data }: PasskeyList) => (
          <ul class="list pad">
            {data.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} onRemoved={passkeys.reload} />
            ))}
            {data.length === 0 && <li class="muted">{t.passkeys.none}</li>}
          </ul>
        )}
      </LoadedView>
      {hasPasskeys() && <AddButton onAdded={passkeys.reload} />}
    </section>
  );
}

interface PasskeyRowProps {
  readonly passkey: Passkey;
  readonly onRemoved: () => void;
}

function PasskeyRow({ passkey, onRemoved }: PasskeyRowProps) {
  const { api, now } = useServices();
  const { id, name, last_used_at, created_at } = passkey;
  const remove = async () => {
    await bodyOf(api.DELETE('/worker/v1/me/passkeys/{id}', { params: { path: { id } } }));
    onRemoved();
  };
  return (
    <li>
      <Icon name="key" />
      <div class="row between wrap">
        <span>
          {name}
          <br />
          <span class="meta">
            {t.accountPage.lastUsed(relative(Date.parse(last_used_at ?? created_at), now()))}
          </span>
        </span>
        <button
          type="button"
          class="btn sm"
          aria-label={t.passkeys.removeNamed(name)}
          onClick={remove}
        >
          {t.passkeys.remove}
        </button>
      </div>
    </li>
  );
}

function AddButton({ onAdded }: { readonly onAdded: () => void }) {
  const { api } = useServices();
  const [hasFailed, setFailed] = useState(false);
  const add = async () => {
    setFailed(false);
    try {
      if ((await addPasskey(api, deviceName())) !== undefined) onAdded();
    } catch {
      setFailed(true);
    }
  };
  return (
    <div class="pad stack s2">
      <button type="button" class="btn block" onClick={add}>
        {t.passkeys.add}
      </button>
      {hasFailed && (
        <p class="err" role="alert">
          <Icon name="alert" />
          <span>{t.passkeys.notAdded}</span>
        </p>
      )}
    </div>
  );
}
