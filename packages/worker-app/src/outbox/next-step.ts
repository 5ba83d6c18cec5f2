import type { OutboxItem } from './outbox-item.ts';

/** What the sender does next. */
export type NextStep =
  | { readonly kind: 'hand_in'; readonly item: OutboxItem }
  | { readonly kind: 'upload'; readonly item: OutboxItem }
  /** Nothing can be done before this instant, in milliseconds since the epoch. */
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'idle' };

/**
 * Returns the next step: hand-ins first, because they are short and the person waits for them, then uploads of files that
 * were submitted, then the others; among equals the oldest first.
 */
export function nextStep(items: readonly OutboxItem[], now: number): NextStep {
  const open = items.filter(isReadyAt(Number.POSITIVE_INFINITY));
  const [first] = open.filter(isReadyAt(now)).sort(byUrgency);
  if (first !== undefined) {
    return { kind: first.state.kind === 'uploaded' ? 'hand_in' : 'upload', item: first };
  }
  if (open.length === 0) return { kind: 'idle' };
  return { kind: 'wait', until: Math.min(...open.map(notBefore)) };
}

function isReadyAt(now: number) {
  return (item: OutboxItem) => {
    const { state } = item;
    if (state.kind === 'queued') return state.notBefore <= now;
    return state.kind === 'uploaded' && item.isSubmitted && state.notBefore <= now;
  };
}

function notBefore({ state }: OutboxItem): number {
  return state.kind === 'queued' || state.kind === 'uploaded' ? state.notBefore : 0;
}

function byUrgency(a: OutboxItem, b: OutboxItem): number {
  return rank(a) - rank(b) || a.capturedAt - b.capturedAt;
}

function rank(item: OutboxItem): number {
  if (item.state.kind === 'uploaded') return 0;
  return item.isSubmitted ? 1 : 2;
}
