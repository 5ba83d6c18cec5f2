import type { EngineResponse } from '@firsthandapi/engine';
import { describeError, stackOf } from '../values/describe-error.ts';

/** Bounds what is kept for requests whose response nobody took. */
const MOST_KEPT = 100;

/** A 500 of this world that says what caused it, and the stack of its cause. */
export interface ExplainedResponse {
  readonly response: EngineResponse;
  readonly stack: string;
}

/**
 * What the service hides behind a 500, by request. In a test the cause is the test's own, such as a script of
 * `worker.script` that throws, and is shown.
 */
export class InternalErrors {
  readonly #errors = new Map<string, unknown>();

  /** Notes the error of a request. */
  add(requestId: string, error: unknown): void {
    this.#errors.set(requestId, error);
    if (this.#errors.size <= MOST_KEPT) return;
    for (const oldest of this.#errors.keys()) {
      this.#errors.delete(oldest);
      return;
    }
  }

  /** Returns the response with the cause in its message, or undefined when the response hides none. */
  explain(response: EngineResponse): ExplainedResponse | undefined {
    const requestId = response.headers['X-Request-Id'] ?? '';
    if (response.status !== 500 || !this.#errors.has(requestId)) return undefined;
    const error = this.#errors.get(requestId);
    this.#errors.delete(requestId);
    const message = describeError({ error });
    const body = JSON.stringify({
      error: { type: 'internal_error', message, request_id: requestId },
    });
    // The same request would fail the same way.
    const headers = { ...response.headers, 'X-Should-Retry': 'false' };
    return {
      response: { ...response, headers, body },
      stack: stackOf(error),
    };
  }
}
