import { type OperationId, operations } from '@firsthandapi/spec';
import type { CallVector, ErrorVector } from '@firsthandapi/test-support/vectors';
import { expect } from 'vitest';
import type { FirstHandClient, FirstHandError, RequestOptions } from '../src/index.ts';

/** Makes the call of a vector: the method of its operation, with its arguments in their places. */
export function callOf<Result = Promise<unknown>>(
  client: FirstHandClient,
  { operation, ids, payload }: CallVector,
  options?: RequestOptions & { readonly wait?: number | undefined },
): Result {
  const { queryParameters, body } = operations[operation as OperationId];
  const takesPayload = body !== null || queryParameters.length > 0;
  const methods = client as unknown as Record<string, (...values: unknown[]) => Result>;
  const method = methods[operation];
  if (!method) throw new Error(`The client has no method ${operation}`);
  return method.call(
    client,
    ...ids,
    ...(takesPayload ? [payload ?? undefined] : []),
    ...(options ? [options] : []),
  );
}

/** Checks everything that a vector says about an error. */
export function expectError(error: unknown, expected: ErrorVector): void {
  const { message, ...actual } = error as FirstHandError & { message: string };
  const facts = {
    ...{ type: actual.type, status: actual.status, requestId: actual.requestId },
    ...{ retryable: actual.retryable, retryAfterMs: actual.retryAfterMs },
    ...{ details: actual.details, quota: actual.quota },
  };
  if (expected.class !== undefined) {
    expect((error as Error).name).toBe(expected.class);
  }
  expect(facts).toMatchObject(factsOf(expected));
  if (expected.message !== undefined) expect(message).toBe(expected.message);
  const text = message.replaceAll(/ +/g, ' ');
  for (const part of expected.message_contains ?? []) expect(text).toContain(part);
  for (const part of expected.message_excludes ?? []) expect(text).not.toContain(part);
  expect(text.length).toBeLessThanOrEqual(expected.message_at_most ?? Infinity);
}

/** The exact facts of a vector by the names of this client; what it does not mention is left out. */
function factsOf(expected: ErrorVector): Record<string, unknown> {
  const { type, status, request_id, retryable, retry_after_ms, details, quota } = expected;
  const renamed = { type, status, requestId: request_id, retryable };
  const all = { ...renamed, retryAfterMs: retry_after_ms, details, quota };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value ?? undefined]),
  );
}
