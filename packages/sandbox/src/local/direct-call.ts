import type { Engine } from '@firsthandapi/engine';

/** A call of the API on a test's behalf. */
export interface OwnCall {
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey: string;
  /** Default: the world's test key. */
  readonly key?: string;
}

/** What it was answered. */
export interface OwnAnswer {
  readonly status: number;
  readonly body: string;
}

/** Posts to an engine. */
export async function callEngine(
  engine: Pick<Engine, 'handle'>,
  {
    baseUrl,
    path,
    body,
    idempotencyKey,
    key,
  }: Required<Pick<OwnCall, 'key'>> & OwnCall & { readonly baseUrl: string },
): Promise<OwnAnswer> {
  const headers = new Map([
    ['authorization', `Bearer ${key}`],
    ['content-type', 'application/json'],
    ['idempotency-key', idempotencyKey],
  ]);
  const response = await engine.handle({
    method: 'POST',
    url: baseUrl + path,
    headers: { get: (name) => headers.get(name) ?? null },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: response.status, body: String(response.body ?? '') };
}
