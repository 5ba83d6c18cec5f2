import { type JsonResponse, serializeReply } from '../http/json-response.ts';
import { handlerOf, requireReply } from '../operations/handler-of.ts';
import type { Admitted } from './admit.ts';
import { createCall } from './create-call.ts';
import type { DispatchContext } from './dispatch-context.ts';
import { preferredWait, waitForJob } from './prefer-wait.ts';

/** Runs a GET on committed state, after the long poll that it requests, if any. */
export async function executeRead(
  context: DispatchContext,
  admitted: Admitted,
): Promise<JsonResponse> {
  const { trace, route } = admitted;
  const isPollable = route.operationId === 'getJob';
  const wait = isPollable ? preferredWait(trace.request.headers) : undefined;
  if (wait !== undefined) await waitForJob(context.ports, admitted, wait);
  const handler = handlerOf(route.operationId);
  const result = await context.ports.store.read((tables) =>
    handler(createCall(context, admitted, tables, undefined)),
  );
  const response = serializeReply(requireReply(result));
  if (wait === undefined) return response;
  return { ...response, headers: { ...response.headers, 'Preference-Applied': `wait=${wait}` } };
}
