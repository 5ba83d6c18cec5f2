import type { WorldLife } from './world-life.ts';

/** A POST request that the sandbox makes by itself. */
export interface DirectCall {
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey: string;
  readonly key: string;
}

/** The response to a direct call. */
export interface DirectResponse {
  readonly status: number;
  readonly body: string;
}

/** Calls the API on the test's behalf: no fault applies, and the log does not record it. */
export class DirectApi {
  readonly #life: WorldLife;
  readonly #baseUrl: string;

  constructor(life: WorldLife, baseUrl: string) {
    this.#life = life;
    this.#baseUrl = baseUrl;
  }

  async post({ path, body, idempotencyKey, key }: DirectCall): Promise<DirectResponse> {
    const headers = new Map([
      ['authorization', `Bearer ${key}`],
      ['content-type', 'application/json'],
      ['idempotency-key', idempotencyKey],
    ]);
    const response = await this.#life.core.engine.handle({
      method: 'POST',
      url: this.#baseUrl + path,
      headers: { get: (name) => headers.get(name) ?? null },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: String(response.body ?? '') };
  }
}
