import { WebhookVerificationError } from '../verify/webhook-verification-error.ts';

/**
 * A store of yours that remembers which events were handled. Ids come from the signed body and must
 * be kept at least as long as deliveries are retried (about 11 hours, Contract §7) or replayed.
 */
export interface SeenStore {
  /**
   * Claims the event for this delivery, atomically.
   *
   * @returns `true` when it is new; `false` when it was already handled (the response is 200 and the
   * handler is not called); `'in_progress'` when another delivery of it is being handled (the
   * response is 409, so that the event is sent again in case that delivery fails)
   */
  claim(eventId: string): SeenAnswer | Promise<SeenAnswer>;
  /** Releases the event after its handler threw, so that the next delivery is handled. */
  release(eventId: string): unknown;
  /** Records that the handler finished, for stores that return `'in_progress'`. */
  complete?(eventId: string): unknown;
}

/** What {@link SeenStore.claim} returns. */
export type SeenAnswer = boolean | 'in_progress';

/**
 * A store as a single function: returns `false` when the event was already handled, otherwise `true`
 * or a function that releases the event. With a plain `true`, an event whose handler throws stays
 * claimed and its next delivery counts as a duplicate.
 */
export type SeenFunction = (
  eventId: string,
) => boolean | (() => unknown) | Promise<boolean | (() => unknown)>;

/** A store's answer for one delivery, and how to settle it. */
export interface EventClaim {
  answer: SeenAnswer;
  release(): unknown;
  complete(): unknown;
}

/** Claims an event from a store in either form. */
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

// A forgotten `return` gives undefined; taken as "already handled", it would silently drop every event.
function strict(answer: unknown): SeenAnswer {
  if (typeof answer === 'boolean' || answer === 'in_progress') return answer;
  throw new WebhookVerificationError(
    'bad_option',
    "Invalid option: seen must return true (new), false (already handled) or 'in_progress'.",
  );
}
