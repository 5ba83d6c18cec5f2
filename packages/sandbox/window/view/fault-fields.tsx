import { type FaultForm, OUTCOMES, WEBHOOK_OUTCOMES, WEBHOOKS } from '../model/faults.ts';
import { TextField } from './parts/text-field.tsx';

/** What the fields need. */
export interface FaultFieldsProps {
  readonly form: FaultForm;
  readonly routes: readonly string[];
  readonly onChange: (changed: Partial<FaultForm>) => void;
}

/** The fields of a fault: those that its route and its outcome have. */
export function FaultFields({ form, routes, onChange }: FaultFieldsProps) {
  return (
    <div class="pair">
      <RouteField form={form} routes={routes} onChange={onChange} />
      <OutcomeField form={form} onChange={onChange} />
      <CountFields form={form} onChange={onChange} />
    </div>
  );
}

function RouteField({ form, routes, onChange }: FaultFieldsProps) {
  return (
    <div class="field">
      <label for="fault-route">Route</label>
      <select
        id="fault-route"
        class="select"
        value={form.route}
        onChange={({ currentTarget: { value } }) =>
          onChange({ route: value, outcome: value === WEBHOOKS ? 'badSignature' : '503' })
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
  );
}

function OutcomeField({ form, onChange }: Omit<FaultFieldsProps, 'routes'>) {
  const outcomes = form.route === WEBHOOKS ? WEBHOOK_OUTCOMES : OUTCOMES;
  return (
    <div class="field">
      <label for="fault-outcome">What happens</label>
      <select
        id="fault-outcome"
        class="select"
        value={form.outcome}
        onChange={({ currentTarget: { value } }) => onChange({ outcome: value })}
      >
        {outcomes.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** How late, how often, and after how many requests. */
function CountFields({ form, onChange }: Omit<FaultFieldsProps, 'routes'>) {
  const isOfWebhooks = form.route === WEBHOOKS;
  const isLate = form.outcome === 'latency' || form.outcome === 'delay';
  const isCounted = !isOfWebhooks || form.outcome === 'badSignature';
  return (
    <>
      {isLate && (
        <TextField
          id="fault-latency"
          label="Late by"
          hint="800ms, 2s or 10m of the world’s time."
          value={form.latency}
          onInput={(latency) => onChange({ latency })}
        />
      )}
      {isCounted && (
        <TextField
          id="fault-times"
          label="How often"
          hint={isOfWebhooks ? 'Number of webhooks.' : 'Leave it empty for every request.'}
          value={form.times}
          onInput={(times) => onChange({ times })}
        />
      )}
      {!isOfWebhooks && (
        <TextField
          id="fault-skip"
          label="After"
          hint="Number of requests that pass first."
          value={form.skip}
          onInput={(skip) => onChange({ skip })}
        />
      )}
    </>
  );
}
