import { callServer } from '../../support/test-server.ts';

/** Every request has a response within this time, whatever is broken. */
const LONGEST_MS = 5_000;
/** What a busy machine may add to it. */
const ALLOWANCE_MS = 1_000;

/** Sends requests and notes each response that no client should see. */
export class WatchedCalls {
  /** What is broken at the moment. */
  fault = 'none';
  /** The operating system refuses connections: a request without a response is no violation. */
  refusesConnections = false;
  readonly statuses = new Map<string, number>();
  readonly #onViolation: (violation: string) => void;

  constructor(onViolation: (violation: string) => void) {
    this.#onViolation = onViolation;
  }

  /** Like `callServer`. A 500 rejects too: the client cannot know what it means. */
  readonly call: typeof callServer = async (url, method, path, options) => {
    const { refusesConnections } = this;
    const name = `${method} ${path.replace(/\w+_[0-9A-HJKMNP-TV-Z]{26}/, '{id}').replace(/\?.*/, '')}`;
    const timer = AbortSignal.timeout(LONGEST_MS + ALLOWANCE_MS);
    try {
      const response = await Promise.race([callServer(url, method, path, options), expiry(timer)]);
      this.#count(String(response.status));
      if (response.status === 503) {
        if (!response.headers.has('retry-after'))
          this.#onViolation(`${name}: 503 without Retry-After`);
      } else if (response.status >= 500) {
        this.#onViolation(`${name}: ${response.status}`);
        throw new Error(`status ${response.status}`);
      }
      return response;
    } catch (error) {
      if (timer.aborted) this.#onViolation(`${name}: no response within 5 s`);
      else if (error instanceof TypeError && !refusesConnections && !this.refusesConnections) {
        const { cause } = error as { cause?: { code?: string } };
        this.#onViolation(`${name}: connection failed: ${cause?.code ?? cause}`);
      }
      if (timer.aborted || error instanceof TypeError) this.#count('none');
      throw error;
    }
  };

  #count(status: string): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }
}

function expiry(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
