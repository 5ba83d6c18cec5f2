import type { EntryDetail, WorldState } from '../../../src/window/protocol.ts';
import type { DeliveryEntry } from '../../../src/world/log-entry.ts';
import { toneOf } from '../../model/explain.ts';
import { statusText } from '../../model/status-text.ts';
import { durationText, momentText, timeText } from '../../model/text.ts';
import { verdictOf } from '../../model/verdict.ts';
import { advanceTo, canMove } from '../clock/clock-bar.tsx';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../parts/session-context.ts';

/** What the timeline needs. */
export interface AttemptsProps {
  readonly detail: EntryDetail;
  readonly entry: DeliveryEntry;
  readonly world: WorldState;
}

/** All attempts to deliver an event to an endpoint, and the next one. */
export function Attempts({ detail, entry, world }: AttemptsProps) {
  const session = useSession();
  const attempts = detail.attempts.length === 0 ? [entry] : detail.attempts;
  const { next_attempt_at: next } = detail;
  const last = attempts.at(-1);
  return (
    <ol class="timeline">
      {attempts.map((attempt) => (
        <AttemptRow
          key={attempt.sequence}
          attempt={attempt}
          isThis={attempt.sequence === entry.sequence}
        />
      ))}
      {next !== null && (
        <li>
          <span class="mk next">
            <Icon name="clock" />
          </span>
          <div class="row wrap between">
            <b>{(last?.attempt ?? 0) + 1} · planned</b>
            <span class="meta num" title={momentText(next)}>
              {plannedText(next, world.clock.now)}
            </span>
          </div>
          {canMove(world) && (
            <p>
              <button type="button" class="btn sm" onClick={() => advanceTo(session, next)}>
                Run it now
              </button>
            </p>
          )}
        </li>
      )}
    </ol>
  );
}

function AttemptRow({
  attempt,
  isThis,
}: {
  readonly attempt: DeliveryEntry;
  readonly isThis: boolean;
}) {
  const isDelivered = toneOf(attempt) === 'ok';
  const verdict = verdictOf(attempt);
  const result =
    attempt.status === null ? (verdict?.title ?? attempt.reason) : statusText(attempt.status);
  return (
    <li>
      <span class={`mk ${isDelivered ? 'ok' : 'bad'}`}>
        <Icon name={isDelivered ? 'check' : 'cross'} />
      </span>
      <div class="row wrap between">
        <b>
          {attempt.attempt} · {result}
          {isThis && <span class="sr"> (selected)</span>}
        </b>
        <span class="meta num" title={momentText(attempt.at)}>
          {timeText(attempt.at)}, {durationText(attempt.duration_ms)}
        </span>
      </div>
      {attempt.tampering !== null && (
        <p class="meta">
          {attempt.tampering === 'duplicate'
            ? 'Sent twice on purpose'
            : 'Broken signature on purpose'}
        </p>
      )}
      {attempt.error !== null && <p class="meta">{attempt.error}</p>}
    </li>
  );
}

function plannedText(next: string, now: string): string {
  const wait = Date.parse(next) - Date.parse(now);
  return wait <= 0 ? 'now' : `in ${durationText(wait)} of the world’s time`;
}
