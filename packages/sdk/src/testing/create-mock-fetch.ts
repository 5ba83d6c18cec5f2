import { operations } from '../generated/operations.ts';
import type { FetchInit, FetchLike, FetchResponse, OperationId, OperationTypes } from '../index.ts';
import { type Fault, failWith, isFault } from './fault.ts';

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

/** The reply of an operation: its result or a part of it, or a fault. */
export type MockResult<Id extends OperationId> =
  | Partial<Exclude<OperationTypes[Id]['result'], undefined>>
  | Fault
  | undefined;

/** A reply, a function that returns one, or a list with one for each request; the last repeats. */
export type MockReply<Id extends OperationId> =
  | MockResult<Id>
  | ((call: MockCall) => MockResult<Id> | Promise<MockResult<Id>>)
  | readonly (MockResult<Id> | ((call: MockCall) => MockResult<Id> | Promise<MockResult<Id>>))[];

/** Replies by operation, and the bytes of files by `download_url`. */
export type MockReplies = { readonly [Id in OperationId]?: MockReply<Id> } & {
  readonly downloads?: { readonly [url: string]: Uint8Array | string } | undefined;
};

/** A `fetch` that replies from memory and records the requests. */
export interface MockFetch extends FetchLike {
  /** All requests so far, in order. */
  readonly calls: MockCall[];
  /** Sets the reply of an operation from now on. */
  reply<Id extends OperationId>(operationId: Id, reply: MockReply<Id>): void;
}

/**
 * Creates a {@link MockFetch}. An operation without a reply fails with status 501 and a message that
 * names it.
 *
 * @example
 * const fetch = createMockFetch({ getJob: { id: 'job_1', status: 'open' } });
 * const client = new FirstHandClient({ apiKey: 'fh_test_sk_EXAMPLE', fetch });
 */
export function createMockFetch(replies: MockReplies = {}): MockFetch {
  const { downloads = {}, ...initial } = replies;
  const current = new Map<string, unknown>(Object.entries(initial));
  const calls: MockCall[] = [];

  const send = async (url: string, init: FetchInit): Promise<FetchResponse> => {
    init.signal.throwIfAborted();
    const call = readCall(url, init);
    calls.push(call);
    const download = downloads[url];
    if (download !== undefined) return new Response(download as BodyInit);
    const reply = await nextReply(current, call);
    if (!isFault(reply)) return respond(reply);
    if (!reply.response) throw new TypeError('Connection broken by networkFailure()');
    const { status, headers, body } = reply.response;
    return new Response(body, { status, headers });
  };
  return Object.assign(send, {
    calls,
    reply: (operationId: string, reply: unknown) => {
      current.set(operationId, reply);
    },
  }) as MockFetch;
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
  return typeof reply === 'function' ? reply(call) : reply;
}

function respond(result: unknown): Response {
  const headers = { 'content-type': 'application/json', 'x-request-id': 'req_test' };
  if (result === undefined) return new Response(null, { status: 204, headers });
  return new Response(JSON.stringify(result), { headers });
}

/** Literal paths first: `/v1/submissions/summary` is not the submission `summary`. */
const ROUTES = Object.entries<string>(operations)
  .map(([operationId, route]) => {
    const [method, path = ''] = route.split(' ');
    const pattern = new RegExp(`${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
    return { operationId: operationId as OperationId, method, pattern, path };
  })
  .sort((one, other) => Number(one.path.includes('{')) - Number(other.path.includes('{')));

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
