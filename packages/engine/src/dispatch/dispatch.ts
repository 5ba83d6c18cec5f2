import { operations } from '@firsthandapi/spec';
import { isUseToRecord, noteUse, rememberedCaller } from '../authentication/authenticate.ts';
import { ApiError } from '../errors/api-error.ts';
import { StaleCallerError } from '../errors/port-errors.ts';
import { untilDeadline } from '../http/deadline.ts';
import { errorResponse, type JsonResponse, toEngineResponse } from '../http/json-response.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import type { KeyHolder } from '../store/callers.ts';
import type { RememberedCaller } from '../store/store.ts';
import { admit, identify } from './admit.ts';
import { limitUncounted } from './anonymous-limit.ts';
import type { DispatchContext, SessionHolder } from './dispatch-context.ts';
import { executeMutation } from './execute-mutation.ts';
import { executeRead } from './execute-read.ts';
import { handleSignup } from './handle-signup.ts';
import { recordRequest } from './record-request.ts';
import { matchRoute, type Route } from './route.ts';
import { beginTrace, type Trace } from './trace.ts';

/** Takes a request through every step of the contract. Always resolves to a response. */
export async function dispatch(
  context: DispatchContext,
  request: EngineRequest,
): Promise<EngineResponse> {
  const trace = beginTrace(context, request);
  if (request.ip !== undefined) {
    const { clients } = context;
    trace.client =
      clients.cached(request.ip, trace.startedAt) ??
      (await clients.identify(request, trace.startedAt));
  }
  const response = await respond(context, trace);
  const recording = recordRequest(context, trace, response.status);
  if (recording !== undefined) await recording;
  return toEngineResponse(response, trace);
}

async function respond(context: DispatchContext, trace: Trace): Promise<JsonResponse> {
  try {
    return await untilDeadline(trace.request, execute(context, trace));
  } catch (thrown) {
    if (thrown instanceof ApiError) trace.quota = thrown.quota?.name;
    else trace.error = thrown;
    return errorResponse(await limitUncounted(context, trace, thrown), trace.requestId);
  }
}

/** Throws, or rejects, what the response is to be made of. */
function execute(context: DispatchContext, trace: Trace): Promise<JsonResponse> {
  const route = matchRoute(trace.request.method, trace.target.path);
  trace.route = route;
  if (route.operationId === 'signup') return handleSignup(context, trace);
  const { store } = context.ports;
  const authorization = trace.request.headers.get('authorization');
  if (authorization === null && context.sessionHolder !== undefined) {
    return executeForSession(context, trace, route, context.sessionHolder);
  }
  const remembered = rememberedCaller(store, context.keyHashes, authorization, trace.startedAt);
  if (remembered === undefined) return executeAs(context, trace, route);
  return executeRemembered(context, trace, route, remembered);
}

async function executeForSession(
  context: DispatchContext,
  trace: Trace,
  route: Route,
  sessionHolder: SessionHolder,
): Promise<JsonResponse> {
  const holder = await sessionHolder(context, trace.request, trace.startedAt);
  return executeAs(context, trace, route, holder);
}

/**
 * Executes a request for its caller as it is remembered. What comes before the store has confirmed it, a refusal included,
 * counts for nothing: nothing was written, and the request is executed again for the caller as it is now.
 */
async function executeRemembered(
  context: DispatchContext,
  trace: Trace,
  route: Route,
  remembered: RememberedCaller,
): Promise<JsonResponse> {
  const { holder, store } = remembered;
  const view = store === undefined ? context : { ...context, ports: { ...context.ports, store } };
  try {
    const response = await executeAs(view, trace, route, holder);
    if (remembered.isConfirmed) return response;
  } catch (error) {
    if (remembered.isConfirmed) throw error;
    trace.caller = undefined;
    trace.rate = undefined;
    if (!(error instanceof StaleCallerError || error instanceof ApiError)) throw error;
  } finally {
    if (remembered.isConfirmed && isUseToRecord(holder, trace.startedAt)) {
      await noteKeyUse(context, trace, holder);
    }
  }
  return executeAs(context, trace, route);
}

/** The request may be committed: its response must not be lost because the use of its key cannot be recorded. */
async function noteKeyUse(
  { ports }: DispatchContext,
  trace: Trace,
  { key }: KeyHolder,
): Promise<void> {
  try {
    if (key !== undefined) await noteUse(ports.store, key, trace.startedAt);
  } catch (error) {
    trace.error ??= error;
  }
}

/** @param holder What is known of the caller. Default: the caller is read. */
async function executeAs(
  context: DispatchContext,
  trace: Trace,
  route: Route,
  holder?: KeyHolder,
): Promise<JsonResponse> {
  const { method, rateLimit } = operations[route.operationId];
  const caller = await identify(context, trace, rateLimit, holder);
  const admitted = admit(trace, route, caller);
  return method === 'GET' ? executeRead(context, admitted) : executeMutation(context, admitted);
}
