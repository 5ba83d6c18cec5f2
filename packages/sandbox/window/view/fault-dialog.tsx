import { useState } from 'preact/hooks';
import {
  type FaultForm,
  faultControl,
  OUTCOMES,
  WEBHOOK_OUTCOMES,
  WEBHOOKS,
} from '../model/faults.ts';
import { Dialog } from './parts/dialog.tsx';
import { Icon } from './parts/icon.tsx';
import { useSession } from './parts/session-context.ts';

const EMPTY: FaultForm = {
  route: 'POST /v1/jobs',
  outcome: '503',
  times: '1',
  skip: '',
  latency: '800ms',
};

/** Asks what should go wrong. */
export function FaultDialog({
  routes,
  onClose,
}: {
  readonly routes: readonly string[];
  readonly onClose: () => void;
}) {
  const session = useSession();
  const [form, setForm] = useState(EMPTY);
  const [problem, setProblem] = useState('');
  const isOfWebhooks = form.route === WEBHOOKS;
  const isLate = form.outcome === 'latency' || form.outcome === 'delay';
  const isCounted = !isOfWebhooks || form.outcome === 'badSignature';
  const set = (changed: Partial<FaultForm>) => setForm({ ...form, ...changed });
  const add = async (event: Event) => {
    event.preventDefault();
    const control = faultControl(form);
    if (typeof control === 'string') {
      setProblem(control);
      return;
    }
    const { path, body } = control;
    const isAdded = await session.attempt(
      () => session.server.control(session.place.world, 'POST', path, body),
      `Added a fault on ${form.route}`,
    );
    if (isAdded) onClose();
  };
  return (
    <Dialog title="Add a fault" onClose={onClose}>
      <form onSubmit={add}>
        <div class="dlg">
          <div class="pair">
            <div class="field">
              <label for="fault-route">Route</label>
              <select
                id="fault-route"
                class="select"
                value={form.route}
                onChange={({ currentTarget: { value } }) =>
                  set({ route: value, outcome: value === WEBHOOKS ? 'badSignature' : '503' })
                }
              >
                <option value="*">Every request</option>
                <option value={WEBHOOKS}>Webhooks</option>
                {routes.map((route) => (
                  <option key={route} value={route}>
                    {route === 'GET files' ? 'Downloads' : route}
                  </option>
                ))}
              </select>
            </div>
            <div class="field">
              <label for="fault-outcome">What happens</label>
              <select
                id="fault-outcome"
                class="select"
                value={form.outcome}
                onChange={({ currentTarget: { value } }) => set({ outcome: value })}
              >
                {(isOfWebhooks ? WEBHOOK_OUTCOMES : OUTCOMES).map(([value, text]) => (
                  <option key={value} value={value}>
                    {text}
                  </option>
                ))}
              </select>
            </div>
            {isLate && (
              <TextField
                id="fault-latency"
                label="Late by"
                hint="800ms, 2s or 10m of the world’s time."
                value={form.latency}
                onInput={(latency) => set({ latency })}
              />
            )}
            {isCounted && (
              <TextField
                id="fault-times"
                label="How often"
                hint={isOfWebhooks ? 'Number of webhooks.' : 'Leave it empty for every request.'}
                value={form.times}
                onInput={(times) => set({ times })}
              />
            )}
            {!isOfWebhooks && (
              <TextField
                id="fault-skip"
                label="After"
                hint="Number of requests that pass first."
                value={form.skip}
                onInput={(skip) => set({ skip })}
              />
            )}
          </div>
          {problem !== '' && (
            <p class="err" role="alert">
              <Icon name="alert" />
              {problem}
            </p>
          )}
        </div>
        <div class="dlg-foot">
          <button type="button" class="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="btn primary">
            Add fault
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

function TextField({ id, label, hint, value, onInput }: TextFieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input num"
        value={value}
        maxLength={16}
        autocomplete="off"
        aria-describedby={`${id}-hint`}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
    </div>
  );
}
