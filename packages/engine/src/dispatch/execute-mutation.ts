import { operations } from '@firsthandapi/spec';
import { type JsonResponse, serializeReply } from '../http/json-response.ts';
import { readBody } from '../http/read-body.ts';
import {
  type IdempotentRequest,
  idempotencyKeyOf,
  idempotentRequest,
} from '../idempotency/idempotent-request.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { handlerOf, requireReply } from '../operations/handler-of.ts';
import type { Tables } from '../store/store.ts';
import type { Admitted } from './admit.ts';
import { createCall } from './create-call.ts';
import type { DispatchContext } from './dispatch-context.ts';
import { parseBody } from './validate.ts';

/** Runs a mutation in a transaction; at most once per Idempotency-Key where the operation takes one. */
export async function executeMutation(
  context: DispatchContext,
  admitted: Admitted,
): Promise<JsonResponse> {
  const { ports, settings, idempotencyMutex } = context;
  const { trace, route } = admitted;
  const { idempotent } = operations[route.operationId];
  const key = idempotent ? idempotencyKeyOf(trace.request.headers) : undefined;
  trace.received ??= readBody(trace.request, settings.maxBodyBytes);
  const received = await trace.received;
  const body = parseBody(route.operationId, received.value);
  const handler = handlerOf(route.operationId);
  const callIn = (tables: Tables) => createCall(context, admitted, tables, body);
  if (key === undefined) {
    const { id } = admitted.caller.organization;
    const result = await ports.store.transact((tables) => handler(callIn(tables)), id);
    return serializeReply(requireReply(result));
  }
  return runOnce(ports, idempotencyMutex, trace, {
    request: useOf(context, admitted, key, received.text),
    start: (tables, intent) => handler(callIn(tables), intent),
    callIn,
    owner: admitted.caller.organization.id,
  });
}

function useOf(
  { ports }: DispatchContext,
  { trace, route, caller }: Admitted,
  key: string,
  body: string,
): IdempotentRequest {
  const use = {
    key,
    organization_id: caller.organization.id,
    environment: caller.key.environment,
    requestId: trace.requestId,
    now: trace.startedAt,
  };
  const { method } = operations[route.operationId];
  return idempotentRequest(ports.keyring, use, { method, path: trace.target.path, body });
}
