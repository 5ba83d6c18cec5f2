import { WebhookVerificationError } from '../verify/webhook-verification-error.ts';

/**
 * Remembers which events were handled, in a store of yours. Ids are those of the signed body, kept
 * at least as long as deliveries are retried (about 11 hours, Contract §7) or replayed.
 */
export interface SeenStore {
  /**
   * Takes the event for this delivery, atomically.
   *
   * @returns `true` when it is new, `false` when it was handled before (answered 200, handler not
   * called), `'in_progress'` when another delivery of it is being handled right now (answered 409,
   * so that it is sent again in case that one fails)
   */
  claim(eventId: string): SeenAnswer | Promise<SeenAnswer>;
  /** Gives the event back after its handler threw, so that the next delivery is handled. */
  release(eventId: string): unknown;
  /** Notes that the handler finished, for stores that answer `'in_progress'`. */
  complete?(eventId: string): unknown;
}

/** What {@link SeenStore.claim} answers. */
export type SeenAnswer = boolean | 'in_progress';

/**
 * A store as one function: `false` when the event was handled before; otherwise `true`, or a
 * function that gives the event back. With a plain `true` an event whose handler throws stays
 * claimed, and its next delivery is taken for a duplicate.
 */
export type SeenFunction = (
  eventId: string,
) => boolean | (() => unknown) | Promise<boolean | (() => unknown)>;

/** An event taken for this delivery. */
export interface EventClaim {
  answer: SeenAnswer;
  release(): unknown;
  complete(): unknown;
}

/** Asks a store for an event, in either of its forms. */
export async function claimEvent(
  seen: SeenStore | SeenFunction | undefined,
  eventId: string,
): Promise<EventClaim> {
  if (seen === undefined) return { answer: true, release() {}, complete() {} };
  if (typeof seen === 'function') {
    const answer = await seen(eventId);
    return typeof answer === 'function'
      ? { answer: true, release: answer, complete() {} }
      : { answer: strict(answer), release() {}, complete() {} };
  }
  return {
    answer: strict(await seen.claim(eventId)),
    release: () => seen.release(eventId),
    complete: () => seen.complete?.(eventId),
  };
}

// A forgotten `return` gives undefined; read as "seen before" it would drop every event unnoticed.
function strict(answer: unknown): SeenAnswer {
  if (typeof answer === 'boolean' || answer === 'in_progress') return answer;
  throw new WebhookVerificationError(
    'bad_option',
    'seen must answer true (new) or false (handled before).',
  );
}
