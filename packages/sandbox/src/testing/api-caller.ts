import type { World } from '../world/world.ts';

/** A response of the API with its parsed body. */
export interface ReadResponse {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read the fields that they expect.
  readonly body: any;
}

/** Options of a call. */
export interface CallOptions {
  readonly fetch?: typeof globalThis.fetch;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let calls = 0;

/** Calls the API as a client does, with a new Idempotency-Key each time. */
export async function callApi(
  world: Pick<World, 'apiKey' | 'fetch' | 'baseUrl'>,
  method: string,
  path: string,
  body?: unknown,
  options: CallOptions = {},
): Promise<ReadResponse> {
  calls += 1;
  const response = await (options.fetch ?? world.fetch)(`${world.baseUrl}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${options.key ?? world.apiKey}`,
      'Idempotency-Key': `call-${calls}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...options.headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : JSON.parse(text),
  };
}

/** Returns the request for a job of the given number of photos. */
export function jobOrder(filesNeeded = 1, more: Readonly<Record<string, unknown>> = {}) {
  return {
    type: 'data_collection',
    description: 'Photos of coffee cups on tables',
    files_needed: filesNeeded,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
    ...more,
  };
}
