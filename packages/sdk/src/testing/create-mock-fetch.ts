import { describe } from '../errors/describe.ts';
import { operations } from '../generated/operations.ts';
import {
  type FetchInit,
  type FetchLike,
  type FetchResponse,
  FirstHandConfigurationError,
  isFirstHandError,
  type OperationId,
  type OperationTypes,
} from '../index.ts';
import { type Fault, failWith, isFault } from './fault.ts';
import { nearestName } from './nearest-name.ts';
import { hasNoResult } from './operations-without-result.ts';

/** One request that reached the mock; each retry is a request. */
export interface MockCall {
  /** The client's method; `download` for a request to another host than the API's. */
  readonly operationId: OperationId | 'download';
  readonly method: string;
  readonly url: string;
  /** The ids of the path, in its order. */
  readonly ids: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  /** The parsed body; `undefined` without one. */
  readonly body: unknown;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The reply of an operation: its result or a part of it, or a fault. `undefined` where the result is. */
export type MockResult<Id extends OperationId> =
  | Partial<Exclude<OperationTypes[Id]['result'], undefined>>
  | Extract<OperationTypes[Id]['result'], undefined>
  | Fault;

/** A reply, a function that returns one, or a list with one for each request; the last repeats. */
export type MockReply<Id extends OperationId> =
  | MockResult<Id>
  | ((call: MockCall) => MockResult<Id> | Promise<MockResult<Id>>)
  | readonly (MockResult<Id> | ((call: MockCall) => MockResult<Id> | Promise<MockResult<Id>>))[];

/**
 * Replies by operation, and the bytes of files by `download_url`. `undefined` counts as no reply, except
 * where the operation has no result.
 */
export type MockReplies = { readonly [Id in OperationId]?: MockReply<Id> | undefined } & {
  readonly downloads?: { readonly [url: string]: Uint8Array | string } | undefined;
};

/** A `fetch` that replies from memory and records the requests. */
export interface MockFetch extends FetchLike {
  /** All requests so far, in order. */
  readonly calls: MockCall[];
  /**
   * Sets the reply of an operation from now on.
   *
   * @throws TypeError for an unknown operation, an empty list, and a reply that the API cannot send
   */
  reply<Id extends OperationId>(operationId: Id, reply: MockReply<Id>): void;
}

/**
 * Creates a {@link MockFetch}. An operation without a reply fails with status 501 and a message that
 * names it. A reply that throws or is no JSON ends the call with a `configuration_error`, without a retry.
 *
 * @throws TypeError for an unknown operation, an empty list, and a reply that the API cannot send
 * @example
 * const fetch = createMockFetch({ getJob: { id: 'job_1', status: 'open' } });
 * const client = new FirstHandClient({ apiKey: 'fh_test_sk_EXAMPLE', fetch });
 */
export function createMockFetch(replies: MockReplies = {}): MockFetch {
  if (Object.prototype.toString.call(replies) !== '[object Object]') {
    throw new TypeError(
      "Invalid replies: pass an object by operation, such as { getJob: { id: 'job_1' } }",
    );
  }
  const { downloads, ...initial } = replies;
  const current = new Map<string, unknown>();
  const reply = (operationId: string, given: unknown): void => {
    checkReply(operationId, given);
    current.set(operationId, given);
  };
  for (const [operationId, given] of Object.entries(initial)) {
    if (given !== undefined || hasNoResult(operationId)) reply(operationId, given);
  }
  const calls: MockCall[] = [];

  const send = async (url: string, init: FetchInit): Promise<FetchResponse> => {
    init.signal.throwIfAborted();
    const call = readCall(url, init);
    calls.push(call);
    const download = downloads?.[url];
    if (download !== undefined) return new Response(download as BodyInit);
    const result = await nextReply(current, call);
    if (!isFault(result)) return respond(result, call);
    if (!result.response) throw new TypeError('Connection broken by networkFailure()');
    const { status, headers, body } = result.response;
    return new Response(body, { status, headers });
  };
  return Object.assign(send, { calls, reply }) as MockFetch;
}

function checkReply(operationId: string, reply: unknown): void {
  if (!Object.hasOwn(operations, operationId)) {
    const names = Object.keys(operations);
    const nearest = nearestName(operationId, names);
    throw new TypeError(
      `Unknown operation ${operationId}, ${nearest ? `did you mean ${nearest}?` : `expected: ${names.join(' ')}`}`,
    );
  }
  if (Array.isArray(reply) && !reply.length) {
    throw new TypeError(`Invalid reply of ${operationId}: pass at least one in the list`);
  }
  for (const each of Array.isArray(reply) ? reply : [reply]) {
    if (typeof each === 'function' || each instanceof Promise || isFault(each)) continue;
    const problem = problemOf(each, operationId);
    if (problem) throw new TypeError(problem);
  }
}

/** Says what is wrong with a result: it has to be an object, or nothing where the API responds with nothing. */
function problemOf(result: unknown, operationId: string): string | undefined {
  const kind = Object.prototype.toString.call(result).slice('[object '.length, -1);
  if (kind === 'Object' || (kind === 'Undefined' && hasNoResult(operationId))) return undefined;
  return `Invalid reply of ${operationId}: pass an object with fields of its result, or failWith(…), not a value of type ${kind}`;
}

async function nextReply(current: Map<string, unknown>, call: MockCall): Promise<unknown> {
  const { operationId } = call;
  if (!current.has(operationId)) {
    const message = `The mock has no reply for ${operationId} (${call.method} ${call.url})`;
    return failWith(501, 'not_mocked', { message });
  }
  let reply = current.get(operationId);
  if (Array.isArray(reply)) {
    const [first, ...rest] = reply;
    if (rest.length) current.set(operationId, rest);
    reply = first;
  }
  if (typeof reply !== 'function') return reply;
  try {
    return await reply(call);
  } catch (cause) {
    if (isFirstHandError(cause)) throw cause;
    throw new FirstHandConfigurationError(
      `The reply of ${operationId} threw ${describe(cause)} (for a broken connection, return networkFailure())`,
      { cause },
    );
  }
}

function respond(result: unknown, { operationId }: MockCall): Response {
  const headers = { 'content-type': 'application/json', 'x-request-id': 'req_test' };
  const problem = problemOf(result, operationId);
  if (problem) throw new FirstHandConfigurationError(problem);
  if (result === undefined) return new Response(null, { status: 204, headers });
  try {
    return new Response(JSON.stringify(result), { headers });
  } catch (cause) {
    throw new FirstHandConfigurationError(
      `The reply of ${operationId} is no JSON: ${describe(cause)}`,
      {
        cause,
      },
    );
  }
}

/** Literal paths first: `/v1/submissions/summary` is not the submission `summary`. */
const ROUTES = Object.entries<string>(operations)
  .map(([operationId, route]) => {
    const [method, path = ''] = route.split(' ');
    const pattern = new RegExp(`/v1/${path.replaceAll('*', '([^/]+)')}$`);
    return { operationId: operationId as OperationId, method, pattern, path };
  })
  .sort((one, other) => Number(one.path.includes('*')) - Number(other.path.includes('*')));

function readCall(url: string, { method, headers, body }: FetchInit): MockCall {
  const { pathname, searchParams } = new URL(url);
  const query = Object.fromEntries(searchParams);
  const parsed: unknown = body === undefined ? undefined : JSON.parse(body);
  const facts = { method, url, query, body: parsed, headers: { ...headers } };
  for (const { operationId, method: wanted, pattern } of ROUTES) {
    const match = wanted === method && pattern.exec(pathname);
    if (match) return { ...facts, operationId, ids: match.slice(1).map(decodeURIComponent) };
  }
  return { ...facts, operationId: 'download', ids: [] };
}
