import type { DeliveryEntry, LogEntry, RequestEntry } from '../../src/world/log-entry.ts';
import { sentence, verdictOf } from './verdict.ts';

/** How good a result is: shown as colour, and always with words. */
export type Tone = 'ok' | 'warn' | 'bad';

/** Returns the tone of an entry's result. */
export function toneOf({ kind, status }: LogEntry): Tone {
  if (status === null || status >= 500) return 'bad';
  if (status >= 400 || (kind === 'delivery' && status >= 300)) return 'warn';
  return 'ok';
}

/** Returns an entry's result in a word: its status, or why there is none. */
export function resultOf(entry: LogEntry): string {
  if (entry.status !== null) return String(entry.status);
  if (entry.kind === 'request') return 'none';
  return entry.reason === 'timeout' ? 'late' : 'failed';
}

/** Returns the second line of an entry's row, or null when its first says everything. */
export function whyOf(entry: LogEntry): string | null {
  const parts = entry.kind === 'request' ? requestNotes(entry) : deliveryNotes(entry);
  return parts.length === 0 ? null : parts.join(' ');
}

function requestNotes({ fault, error, replayed, route, status, duration_ms }: RequestEntry) {
  const isUnknown = route === null && status === 404;
  return [
    fault !== null && `Fault: ${fault}.`,
    error !== null && sentence(error),
    error === null && isUnknown && 'No such path.',
    replayed && 'Repeated: the first response of this Idempotency-Key.',
    duration_ms >= 1_000 && fault === null && `Waited ${seconds(duration_ms)} of the world’s time.`,
  ].filter((part) => typeof part === 'string');
}

function deliveryNotes(entry: DeliveryEntry) {
  const { attempt, tampering } = entry;
  const verdict = verdictOf(entry);
  return [
    (attempt > 1 || verdict !== null) && `Attempt ${attempt}.`,
    tampering === 'duplicate' && 'Sent twice on purpose.',
    tampering === 'bad_signature' && 'With a broken signature on purpose.',
    verdict !== null && `${verdict.title}.`,
  ].filter((part) => typeof part === 'string');
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
