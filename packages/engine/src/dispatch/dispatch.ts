import { operations } from '@firsthandapi/spec';
import type { Call, ClientInfo, EngineSettings, Operation, RequestLog } from '../call.ts';
import { ApiError } from '../errors.ts';
import { operationHandlers } from '../operations/index.ts';
import { signup } from '../operations/auth.ts';
import type { Instant, Ports } from '../ports.ts';
import { authenticate, type Caller } from './authenticate.ts';
import { authorize } from './authorize.ts';
import {
  findReplay,
  type IdempotentRequest,
  idempotencyKeyOf,
  idempotentRequest,
  keepAnswer,
  type Replay,
} from './idempotency.ts';
import { preferredWait, waitForStatusChange } from './prefer-wait.ts';
import {
  countAnonymousRequest,
  countKeyRequest,
  enforceRateLimit,
  type RateLimitState,
  rateLimitHeaders,
} from './rate-limit.ts';
import { readBody } from './read-body.ts';
import { type Answer, answerOf, errorAnswer, toResponse } from './respond.ts';
import { matchRoute, type Route } from './route.ts';
import { parseBody, parseQuery } from './validate.ts';

/** What a dispatch needs beside the request. */
export interface DispatchParts {
  readonly ports: Ports;
  readonly settings: EngineSettings;
  readonly onRequest: ((log: RequestLog) => void) | undefined;
}

/** What is learnt of a request on its way, for its headers, its usage record and its log line. */
interface Trace {
  readonly request: Request;
  readonly url: URL;
  readonly startedAt: Instant;
  requestId: string;
  readonly client: string | null;
  readonly ip: string | null;
  route: Route | undefined;
  caller: Caller | undefined;
  rate: RateLimitState | undefined;
  replayed: boolean;
  error: unknown;
}

/** Carries a request through every step of the contract, and answers whatever happens. */
export async function dispatch(
  parts: DispatchParts,
  request: Request,
  client: ClientInfo,
): Promise<Response> {
  const trace = beginTrace(parts.ports, request, client);
  const answer = await answerSafely(parts, trace);
  await finish(parts, trace, answer.status);
  const headers: Record<string, string> = { 'X-Request-Id': trace.requestId };
  if (trace.rate !== undefined) Object.assign(headers, rateLimitHeaders(trace.rate));
  return toResponse(answer, headers);
}

function beginTrace(ports: Ports, request: Request, { ip }: ClientInfo): Trace {
  const startedAt = ports.clock.now();
  return {
    request,
    url: new URL(request.url),
    startedAt,
    requestId: ports.ids.next('req', startedAt),
    client: ip === undefined ? null : ports.keyring.sign('client', ip).slice(0, 16),
    ip: ip ?? null,
    route: undefined,
    caller: undefined,
    rate: undefined,
    replayed: false,
    error: undefined,
  };
}

async function answerSafely(parts: DispatchParts, trace: Trace): Promise<Answer> {
  try {
    return await answerRequest(parts, trace);
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) trace.error = thrown;
    return errorAnswer(await withAnonymousLimit(parts, trace, thrown), trace.requestId);
  }
}

async function answerRequest(parts: DispatchParts, trace: Trace): Promise<Answer> {
  const { ports } = parts;
  const { request, url, startedAt: now } = trace;
  const route = matchRoute(request.method, url.pathname);
  trace.route = route;
  if (route.operationId === 'signup') return answerSignup(parts, trace);
  const operation = operations[route.operationId];

  const authorization = request.headers.get('authorization');
  const caller = await authenticate(ports.store, ports.keyring, authorization, now);
  trace.caller = caller;
  const { key, organization } = caller;
  trace.rate = await countKeyRequest(ports.store, key.id, organization, operation.rateLimit, now);
  enforceRateLimit(trace.rate, now);
  authorize(key, operation.scopes);

  const query = parseQuery(route.operationId, url.searchParams);
  const handler = operationHandlers[route.operationId] as Operation;
  if (operation.method === 'GET') {
    const wait = route.operationId === 'getJob' ? preferredWait(request.headers) : undefined;
    if (wait !== undefined) await waitForJob(parts, trace, route, wait);
    const reply = await ports.store.read((tables) =>
      handler(createCall(parts, trace, route, caller, { tables, query, body: undefined })),
    );
    const answer = answerOf(reply);
    if (wait === undefined) return answer;
    return { ...answer, headers: { ...answer.headers, 'Preference-Applied': `wait=${wait}` } };
  }

  const idempotencyKey = operation.idempotent ? idempotencyKeyOf(request.headers) : undefined;
  const received = await readBody(request, parts.settings.maxBodyBytes);
  const body = parseBody(route.operationId, received.value);
  const run = (tables: Call['tables']) =>
    handler(createCall(parts, trace, route, caller, { tables, query, body }));
  if (idempotencyKey === undefined) return answerOf(await ports.store.transact(run));
  const use = idempotentRequest(
    ports.keyring,
    {
      key: idempotencyKey,
      organization_id: organization.id,
      environment: key.environment,
      requestId: trace.requestId,
      now,
    },
    { method: operation.method, path: url.pathname, body: received.text },
  );
  return answerOnce(ports, trace, use, run);
}

/** Runs a mutation at most once per Idempotency-Key; its effects and the kept answer commit together. */
async function answerOnce(
  ports: Ports,
  trace: Trace,
  use: IdempotentRequest,
  run: (tables: Call['tables']) => Promise<Parameters<typeof answerOf>[0]>,
): Promise<Answer> {
  const { keyring, store } = ports;
  const replay = (found: Replay): Answer => {
    trace.replayed = true;
    trace.requestId = found.requestId;
    return found.answer;
  };
  try {
    return await store.transact(async (tables) => {
      const found = await findReplay(keyring, tables, use);
      if (found !== undefined) return replay(found);
      const answer = answerOf(await run(tables));
      await keepAnswer(keyring, tables, use, answer);
      return answer;
    });
  } catch (thrown) {
    if (!(thrown instanceof ApiError) || thrown.type === 'idempotency_error') throw thrown;
    // The refused operation was rolled back; its refusal is a first response all the same.
    return store.transact(async (tables) => {
      const found = await findReplay(keyring, tables, use);
      if (found !== undefined) return replay(found);
      const answer = errorAnswer(thrown, trace.requestId);
      await keepAnswer(keyring, tables, use, answer);
      return answer;
    });
  }
}

async function answerSignup({ ports, settings }: DispatchParts, trace: Trace): Promise<Answer> {
  const { request, startedAt: now } = trace;
  trace.rate = await countAnonymousRequest(
    ports.store,
    trace.client ?? 'unknown',
    settings.anonymousLimits,
    now,
  );
  enforceRateLimit(trace.rate, now);
  const body = parseBody('signup', (await readBody(request, settings.maxBodyBytes)).value);
  const origin = {
    ip: trace.ip,
    user_agent: request.headers.get('user-agent'),
    request_id: trace.requestId,
  };
  const reply = await ports.store.transact((tables) =>
    signup({ ports, settings, tables, now }, body as Parameters<typeof signup>[1], origin),
  );
  return answerOf(reply);
}

/** Errors before a key is known count against the client's address, so that keys cannot be guessed at speed. */
async function withAnonymousLimit(
  { ports, settings }: DispatchParts,
  trace: Trace,
  thrown: unknown,
): Promise<unknown> {
  if (trace.rate !== undefined) return thrown;
  const { startedAt: now } = trace;
  const client = trace.client ?? 'unknown';
  try {
    trace.rate = await countAnonymousRequest(ports.store, client, settings.anonymousLimits, now);
    enforceRateLimit(trace.rate, now);
    return thrown;
  } catch (refusal) {
    return refusal instanceof ApiError ? refusal : thrown;
  }
}

async function waitForJob(
  { ports }: DispatchParts,
  trace: Trace,
  route: Route,
  seconds: number,
): Promise<void> {
  const jobId = route.parameters.id ?? '';
  const job = await ports.store.read(({ jobs }) => jobs.get(jobId));
  const isOwn =
    job?.organization_id === trace.caller?.organization.id &&
    job?.environment === trace.caller?.key.environment;
  if (job === undefined || !isOwn) return;
  const deadline = trace.startedAt + seconds * 1_000;
  await waitForStatusChange(ports, jobId, deadline, trace.request.signal);
}

function createCall(
  { ports, settings }: DispatchParts,
  trace: Trace,
  route: Route,
  { key, organization }: Caller,
  parts: Pick<Call, 'tables' | 'query' | 'body'>,
): Call {
  return {
    ports,
    settings,
    now: trace.startedAt,
    operationId: route.operationId,
    requestId: trace.requestId,
    organization,
    key,
    organization_id: organization.id,
    environment: key.environment,
    parameters: route.parameters,
    ip: trace.ip,
    userAgent: trace.request.headers.get('user-agent'),
    ...parts,
  };
}

async function finish(parts: DispatchParts, trace: Trace, status: number): Promise<void> {
  const { caller, route } = trace;
  const duration_ms = parts.ports.clock.now() - trace.startedAt;
  if (caller !== undefined && route !== undefined) {
    await parts.ports.store.recordUsage({
      id: trace.requestId,
      organization_id: caller.organization.id,
      environment: caller.key.environment,
      operation: route.operationId,
      api_key_id: caller.key.id,
      status,
      duration_ms,
      credits_cents: 0,
      client: trace.client ?? 'unknown',
      created_at: trace.startedAt,
    });
  }
  parts.onRequest?.({
    request_id: trace.requestId,
    operation: route?.operationId ?? null,
    method: trace.request.method,
    path: trace.url.pathname,
    status,
    duration_ms,
    organization_id: caller?.organization.id ?? null,
    environment: caller?.key.environment ?? null,
    client: trace.client,
    rate_limit_remaining: trace.rate?.remaining ?? null,
    idempotent_replayed: trace.replayed,
    error: trace.error,
  });
}
