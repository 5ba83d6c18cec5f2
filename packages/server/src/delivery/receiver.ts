import type { Destination, EndpointState, Instant } from '@firsthandapi/engine';

/**
 * What is known of a receiver, which decides the lanes that its attempts get: it has responded well, it is not known yet,
 * or it fails or is slow.
 */
export type ReceiverClass = 'proven' | 'new' | 'failing';

/** After a slow attempt, this many quick ones in a row count as recovery. */
const QUICK_TO_RECOVER = 3;

/** The receiver of one destination, as this process has seen it. */
export class Receiver {
  readonly destination: Destination;
  readonly url: string;
  readonly host: string;
  class: ReceiverClass;
  /** When its earliest delivery is due; infinite when none is known. */
  dueAt: Instant = Number.POSITIVE_INFINITY;
  /** Changes whenever another delivery becomes known. */
  revision = 0;
  /** Attempts under way. */
  running = 0;
  #quickNeeded = 0;

  constructor(destination: Destination, endpoint: EndpointState) {
    this.destination = destination;
    this.url = endpoint.url;
    this.host = hostOf(endpoint.url);
    this.class = storedClass(endpoint);
  }

  /** A delivery is due at `dueAt`. */
  expect(dueAt: Instant): void {
    this.dueAt = Math.min(this.dueAt, dueAt);
    this.revision += 1;
  }

  /** Takes over what is stored, where it says more than this process has seen. */
  update({ failing_since, proven_at }: EndpointState): void {
    if (failing_since !== null) this.class = 'failing';
    else if (proven_at !== null && this.class === 'new') this.class = 'proven';
  }

  /** An attempt has not ended within its slice of time. */
  slow(): void {
    this.class = 'failing';
    this.#quickNeeded = QUICK_TO_RECOVER;
  }

  /** An attempt has ended; a slow one was reported before. */
  ended(isDelivered: boolean, isQuick: boolean): void {
    if (!isDelivered) this.class = 'failing';
    else if (isQuick) {
      this.#quickNeeded = Math.max(0, this.#quickNeeded - 1);
      if (this.#quickNeeded === 0) this.class = 'proven';
    }
  }
}

function storedClass({ failing_since, proven_at }: EndpointState): ReceiverClass {
  if (failing_since !== null) return 'failing';
  return proven_at === null ? 'new' : 'proven';
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
