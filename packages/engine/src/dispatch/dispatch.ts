import { operations } from '@firsthandapi/spec';
import { ApiError } from '../errors/api-error.ts';
import { untilDeadline } from '../http/deadline.ts';
import { errorResponse, type JsonResponse, toEngineResponse } from '../http/json-response.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import { admit } from './admit.ts';
import { limitUncounted } from './anonymous-limit.ts';
import type { DispatchContext } from './dispatch-context.ts';
import { executeMutation } from './execute-mutation.ts';
import { executeRead } from './execute-read.ts';
import { handleSignup } from './handle-signup.ts';
import { recordRequest } from './record-request.ts';
import { matchRoute } from './route.ts';
import { beginTrace, type Trace } from './trace.ts';

/** Takes a request through every step of the contract. Always resolves to a response. */
export async function dispatch(
  context: DispatchContext,
  request: EngineRequest,
): Promise<EngineResponse> {
  const trace = beginTrace(context, request);
  if (request.ip !== undefined) {
    trace.client = await context.clients.identify(request, trace.startedAt);
  }
  const response = await respond(context, trace);
  await recordRequest(context, trace, response.status);
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

async function execute(context: DispatchContext, trace: Trace): Promise<JsonResponse> {
  const route = matchRoute(trace.request.method, trace.target.path);
  trace.route = route;
  if (route.operationId === 'signup') return handleSignup(context, trace);
  const admitted = await admit(context, trace, route);
  const isRead = operations[route.operationId].method === 'GET';
  return isRead ? executeRead(context, admitted) : executeMutation(context, admitted);
}
