import type { OperationId } from '@firsthandapi/spec';
import type { Reply } from '../http/reply.ts';
import type { Call } from '../work/call.ts';
import { type ExternalStep, isExternalStep } from './external-step.ts';
import { operationHandlers } from './index.ts';

/** An operation of any body and query. */
export type AnyOperation = (call: Call, intent?: string) => Promise<Reply | ExternalStep>;

/**
 * The map's type ties each handler to the body and query of its own operation. Dispatch calls all of them in one place,
 * with a body and query that it has validated against the schemas of the same operation, which no type can express.
 */
const handlers = operationHandlers as Readonly<Partial<Record<OperationId, AnyOperation>>>;

/** Returns the handler of an operation that is called with a key: every one but signup. */
export function handlerOf(operationId: OperationId): AnyOperation {
  const handler = handlers[operationId];
  if (handler === undefined) throw new Error(`No handler for operation '${operationId}'`);
  return handler;
}

/** Returns the reply of an operation without an Idempotency-Key, which cannot be resumed after an external step. */
export function requireReply(result: Reply | ExternalStep): Reply {
  if (!isExternalStep(result)) return result;
  throw new Error('An operation with an external step must require an Idempotency-Key');
}
