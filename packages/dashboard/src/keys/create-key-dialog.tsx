import { bodyOf, Field } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { idempotent } from '../api/idempotent.ts';
import type { Environment } from '../api/public-api.ts';
import { ActionDialog } from '../page/action-dialog.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import type { ShownKey } from './key-shown-dialog.tsx';
import { FIRST_SCOPES, SCOPES, type Scope } from './scopes.ts';

const DAY_MS = 86_400_000;
const LIFETIMES = [
  ['90', 'In 90 days'],
  ['365', 'In a year'],
  ['', 'Never'],
] as const;

export interface CreateKeyDialogProps {
  readonly environment: Environment;
  readonly onClose: () => void;
  readonly onCreated: (shown: ShownKey) => void;
}

/** Step 1 of a new key: name, expiry, scopes. */
export function CreateKeyDialog({ environment, onClose, onCreated }: CreateKeyDialogProps) {
  const { api, now } = useServices();
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(FIRST_SCOPES);
  const create = useAction(async () => {
    const expires_at = days === '' ? null : new Date(now() + Number(days) * DAY_MS).toISOString();
    const body = { name, environment, scopes: [...scopes], ...(expires_at && { expires_at }) };
    const key = await bodyOf(api.POST('/v1/api_keys', { params: { header: idempotent() }, body }));
    onCreated({ name: key.name, secret: key.secret, scopes: key.scopes.map(String) });
  });
  const toggle = (scope: Scope) => {
    const changed = new Set(scopes);
    if (!changed.delete(scope)) changed.add(scope);
    setScopes(changed);
  };
  return (
    <ActionDialog
      title={`Create a ${environment} key`}
      verb="Create key"
      action={create}
      onClose={onClose}
      isIncomplete={scopes.size === 0}
    >
      <div class="pair">
        <Field
          id="key-name"
          label="Name"
          maxLength={100}
          error={create.fields.name}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
        <div class="field">
          <label for="key-expiry">Expires</label>
          <select
            id="key-expiry"
            class="select"
            value={days}
            onChange={({ currentTarget }) => setDays(currentTarget.value)}
          >
            {LIFETIMES.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
      </div>
      <fieldset class="stack s2">
        <legend>Scopes</legend>
        <p class="hint">Choose only what this key is for.</p>
        <div class="checks">
          {SCOPES.map(([scope, meaning]) => (
            <label key={scope} class="check">
              <input
                type="checkbox"
                aria-label={scope}
                checked={scopes.has(scope)}
                onChange={() => toggle(scope)}
              />
              <code>{scope}</code>
              <small>{meaning}</small>
            </label>
          ))}
        </div>
      </fieldset>
    </ActionDialog>
  );
}
