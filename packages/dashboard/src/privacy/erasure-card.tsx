import type { Erasure } from '@firsthandapi/spec';
import { bodyOf, Field, Notice } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { StatusChip } from '../page/status-chip.tsx';
import { Time } from '../page/time.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { ErasureDialog, type ErasureTarget } from './erasure-dialog.tsx';

const TARGETS = [
  ['job', 'One job', 'Job ID'],
  ['organization', 'The whole organization', 'Organization ID'],
] as const;

/** Erases the content of a job or the whole organization, and says what the law requires to be kept. */
export function ErasureCard() {
  const [target, setTarget] = useState<ErasureTarget>({ type: 'job', id: '' });
  const [isAsking, setAsking] = useState(false);
  const [made, setMade] = useState<Erasure>();
  return (
    <section class="card pad stack" aria-labelledby="erasure">
      <h2 id="erasure">Erasure</h2>
      <p class="muted">
        Erases texts, files and what describes people. It cannot be undone. A running job is
        cancelled first.
      </p>
      <TargetFields target={target} onChange={setTarget} />
      <p>
        <button
          type="button"
          class="btn danger"
          disabled={target.id === ''}
          onClick={() => setAsking(true)}
        >
          Erase
        </button>
      </p>
      {made !== undefined && <ErasureOutcome erasure={made} onRefreshed={setMade} />}
      {isAsking && (
        <ErasureDialog target={target} onClose={() => setAsking(false)} onErased={setMade} />
      )}
    </section>
  );
}

interface TargetFieldsProps {
  readonly target: ErasureTarget;
  readonly onChange: (target: ErasureTarget) => void;
}

function TargetFields({ target, onChange }: TargetFieldsProps) {
  const [, , label] = TARGETS.find(([type]) => type === target.type) ?? TARGETS[0];
  return (
    <>
      <fieldset class="stack s2">
        <legend>What to erase</legend>
        {TARGETS.map(([type, name]) => (
          <label key={type} class="check">
            <input
              type="radio"
              name="erasure-target"
              checked={target.type === type}
              onChange={() => onChange({ type, id: '' })}
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <Field
        id="erasure-id"
        label={label}
        maxLength={100}
        value={target.id}
        onInput={({ currentTarget }) => onChange({ ...target, id: currentTarget.value.trim() })}
      />
    </>
  );
}

interface ErasureOutcomeProps {
  readonly erasure: Erasure;
  readonly onRefreshed: (erasure: Erasure) => void;
}

/** How far an erasure is, what it erased, and what is kept until when. */
function ErasureOutcome({ erasure, onRefreshed }: ErasureOutcomeProps) {
  const { api } = useServices();
  const refresh = useAction(async () => {
    const params = { path: { id: erasure.id } };
    onRefreshed(await bodyOf(api.GET('/v1/privacy/erasures/{id}', { params })));
  });
  return (
    <div class="stack s2" role="status">
      <p class="row wrap">
        <StatusChip status={String(erasure.status)} />
        {erasure.completed_at === null && (
          <button type="button" class="btn sm" disabled={refresh.isBusy} onClick={refresh.run}>
            Check again
          </button>
        )}
      </p>
      {refresh.problem !== undefined && <Notice tone="bad" title={refresh.problem} />}
      <ul>
        {erasure.erased.map(({ category, count }) => (
          <li key={category}>
            Erased: {category} ({count})
          </li>
        ))}
        {erasure.retained.map(({ category, reason, until }) => (
          <li key={category}>
            Kept until <Time at={until} />: {category} ({reason})
          </li>
        ))}
      </ul>
    </div>
  );
}
