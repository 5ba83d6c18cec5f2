import { operations } from '@firsthandapi/spec';
import { authenticate, type Caller } from '../authentication/authenticate.ts';
import { authorize } from '../authentication/authorize.ts';
import { ApiError } from '../errors/api-error.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import { readBody } from '../http/read-body.ts';
import { type Answer, answerOf, errorAnswer, respond } from '../http/respond.ts';
import { answerOnce } from '../idempotency/answer-once.ts';
import { idempotencyKeyOf, idempotentRequest } from '../idempotency/idempotency.ts';
import type { OutsideOperation } from '../operations/external-step.ts';
import { operationHandlers } from '../operations/index.ts';
import type { Operation } from '../operations/operation.ts';
import { countRequest, enforceRateLimit } from '../rate-limits/rate-limit.ts';
import type { Call } from '../work/call.ts';
import { limitUncounted } from './anonymous-limit.ts';
import type { DispatchParts } from './dispatch-context.ts';
import { answerSignup } from './handle-signup.ts';
import { preferredWait, waitForJob } from './prefer-wait.ts';
import { recordRequest } from './record-request.ts';
import { matchRoute, type Route } from './route.ts';
import { beginTrace, type Trace } from './trace.ts';
import { parseBody, parseQuery } from './validate.ts';

/** Carries a request through every step of the contract, and answers whatever happens. */
export async function dispatch(
  parts: DispatchParts,
  request: EngineRequest,
): Promise<EngineResponse> {
  const trace = beginTrace(parts, request);
  const answer = await answerSafely(parts, trace);
  await recordRequest(parts, trace, answer.status);
  return respond(answer, trace);
}

async function answerSafely(parts: DispatchParts, trace: Trace): Promise<Answer> {
  try {
    return await answerRequest(parts, trace);
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) trace.error = thrown;
    return errorAnswer(await limitUncounted(parts, trace, thrown), trace.requestId);
  }
}

async function answerRequest(parts: DispatchParts, trace: Trace): Promise<Answer> {
  const { request, target } = trace;
  const route = matchRoute(request.method, target.path);
  trace.route = route;
  if (route.operationId === 'signup') return answerSignup(parts, trace);
  const caller = await admit(parts, trace, route);
  const query = parseQuery(route.operationId, target.query);
  if (operations[route.operationId].method === 'GET') {
    return answerRead(parts, trace, route, caller, query);
  }
  return answerMutation(parts, trace, route, caller, query);
}

/** Who calls, within their rate limits and scopes: 401, then 429, then 403. */
async function admit(parts: DispatchParts, trace: Trace, route: Route): Promise<Caller> {
  const { startedAt: now } = trace;
  const operation = operations[route.operationId];
  const caller = await authenticate(
    parts.ports.store,
    parts.keyHashes,
    trace.request.headers.get('authorization'),
    now,
  );
  trace.caller = caller;
  const { key, organization } = caller;
  const windows = parts.keyWindows.of(key.id, organization, operation.rateLimit, now);
  trace.rate = await countRequest(parts.ports.store, windows, now);
  enforceRateLimit(trace.rate, now);
  authorize(key, operation.scopes);
  return caller;
}

async function answerRead(
  parts: DispatchParts,
  trace: Trace,
  route: Route,
  caller: Caller,
  query: unknown,
): Promise<Answer> {
  const isPollable = route.operationId === 'getJob';
  const wait = isPollable ? preferredWait(trace.request.headers) : undefined;
  if (wait !== undefined) await waitForJob(parts.ports, trace, caller, wait);
  const handler = operationHandlers[route.operationId as keyof typeof operationHandlers];
  const reply = await parts.ports.store.read((tables) =>
    (handler as Operation)(
      createCall(parts, trace, route, caller, { tables, query, body: undefined }),
    ),
  );
  const answer = answerOf(reply);
  if (wait === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'Preference-Applied': `wait=${wait}` } };
}

async function answerMutation(
  parts: DispatchParts,
  trace: Trace,
  route: Route,
  caller: Caller,
  query: unknown,
): Promise<Answer> {
  const { ports, settings } = parts;
  const { request, target } = trace;
  const { idempotent, method } = operations[route.operationId];
  const idempotencyKey = idempotent ? idempotencyKeyOf(request.headers) : undefined;
  const received = await readBody(request, settings.maxBodyBytes);
  const body = parseBody(route.operationId, received.value);
  const handler = operationHandlers[route.operationId as keyof typeof operationHandlers];
  const callIn = (tables: Call['tables']) =>
    createCall(parts, trace, route, caller, { tables, query, body });
  if (idempotencyKey === undefined) {
    const run = (tables: Call['tables']) => (handler as Operation)(callIn(tables));
    return answerOf(await ports.store.transact(run));
  }
  const use = idempotentRequest(
    ports.keyring,
    {
      key: idempotencyKey,
      organization_id: caller.organization.id,
      environment: caller.key.environment,
      requestId: trace.requestId,
      now: trace.startedAt,
    },
    { method, path: target.path, body: received.text },
  );
  return answerOnce({ ports, mutex: parts.keyedMutex }, trace, {
    use,
    begin: (tables, intent) => (handler as OutsideOperation)(callIn(tables), intent),
    callIn,
  });
}

function createCall(
  { ports, settings }: DispatchParts,
  trace: Trace,
  route: Route,
  { key, organization }: Caller,
  { tables, query, body }: Pick<Call, 'tables' | 'query' | 'body'>,
): Call {
  return {
    ports,
    settings,
    tables,
    now: trace.startedAt,
    operationId: route.operationId,
    requestId: trace.requestId,
    organization,
    key,
    organization_id: organization.id,
    environment: key.environment,
    parameters: route.parameters,
    query,
    body,
    ip: trace.request.ip ?? null,
    headers: trace.request.headers,
  };
}
