import type { DeliveryRequest } from '@firsthandapi/engine';
import { afterRealTime } from '../clock/real-time.ts';
import type { Attempt } from './attempt.ts';

/** How long the world's clock waits for a receiver, in real milliseconds. */
export interface Patience {
  /** Time continues without the receiver after this; undefined to wait for it however long it takes. */
  readonly limit: number | undefined;
  /** A warning names the receiver after this; undefined for none. */
  readonly warnAfter: number | undefined;
}

/** Warns of a receiver that takes long, and lets time continue without it. Returns a function that cancels both. */
export function limitPatience(
  attempt: Attempt,
  { event_type, url }: DeliveryRequest,
  { limit, warnAfter }: Patience,
): () => void {
  const cancels: (() => void)[] = [];
  if (warnAfter !== undefined) {
    const warn = () => {
      if (attempt.isRunning) console.warn(slowReceiver(event_type, url, warnAfter, limit));
    };
    // Keeps the process alive until it has said what it waits for.
    cancels.push(afterRealTime(warnAfter, warn, { keepsAlive: true }));
  }
  if (limit !== undefined) cancels.push(afterRealTime(limit, () => attempt.abandon()));
  return () => {
    for (const cancel of cancels) cancel();
  };
}

function slowReceiver(
  type: string,
  url: string,
  waited: number,
  limit: number | undefined,
): string {
  const consequence =
    limit === undefined
      ? "The world's clock waits for it; pass patience to let time continue without it"
      : `The world's clock continues without it after ${limit / 1_000} s (patience)`;
  return `FirstHandAPI sandbox: the webhook handler at ${url} has not responded to ${type} for ${waited / 1_000} s. ${consequence}.`;
}
