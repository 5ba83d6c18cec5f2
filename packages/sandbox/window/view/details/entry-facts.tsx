import type { RequestEntry } from '../../../src/world/log-entry.ts';
import { statusText } from '../../model/status-text.ts';
import { durationText, momentText } from '../../model/text.ts';

/** What the log says about a request. */
export function EntryFacts({ entry }: { readonly entry: RequestEntry }) {
  const facts = [
    ['Status', entry.status === null ? 'no response' : statusText(entry.status)],
    ['Route', entry.route ?? 'none'],
    ['Time', `${momentText(entry.at)} UTC`],
    ['Duration', `${durationText(entry.duration_ms)} of the world’s time`],
    ['Request id', entry.request_id],
    ['Idempotency key', entry.idempotency_key],
    ['Fault', entry.fault],
  ] as const;
  return (
    <dl class="kv">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} class="kv-pair">
            <dt>{name}</dt>
            <dd
              class={name === 'Time' || name === 'Duration' || name === 'Status' ? 'num' : 'mono'}
            >
              {value}
              {name === 'Idempotency key' && entry.replayed && ' (repeated)'}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}
