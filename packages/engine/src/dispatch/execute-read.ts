import { type OperationId, operations } from '@firsthandapi/spec';
import { type JsonResponse, serializeReply } from '../http/json-response.ts';
import { handlerOf, requireReply } from '../operations/handler-of.ts';
import type { Admitted } from './admit.ts';
import { createCall } from './create-call.ts';
import type { DispatchContext } from './dispatch-context.ts';
import { preferredWait } from './prefer-wait.ts';
import { waitForEvents } from './wait-for-events.ts';
import { waitForJob } from './wait-for-job.ts';

/** Runs a GET on committed state, after the long poll that it requests, if any. */
export async function executeRead(
  context: DispatchContext,
  admitted: Admitted,
): Promise<JsonResponse> {
  const { trace, route } = admitted;
  const wait = isPollable(route.operationId) ? preferredWait(trace.request.headers) : undefined;
  const isHeld = wait !== undefined && (await hold(context, admitted, wait));
  const handler = handlerOf(route.operationId);
  const result = await context.ports.store.read((tables) =>
    handler(createCall(context, admitted, tables, undefined)),
  );
  const response = serializeReply(requireReply(result));
  if (!isHeld) return response;
  return { ...response, headers: { ...response.headers, 'Preference-Applied': `wait=${wait}` } };
}

function isPollable(operationId: OperationId): boolean {
  return (operations[operationId].headerParameters as readonly string[]).includes('Prefer');
}

/** Waits for what the request asks for. Returns whether its preference is applied. */
async function hold(
  context: DispatchContext,
  admitted: Admitted,
  seconds: number,
): Promise<boolean> {
  if (admitted.route.operationId === 'listWebhookEvents') {
    return waitForEvents(context, admitted, seconds);
  }
  return waitForJob(context, admitted, seconds);
}
