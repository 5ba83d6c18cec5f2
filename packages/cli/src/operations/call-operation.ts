import type { FirstHandClient, ListPromise, RequestOptions } from '@firsthandapi/sdk';
import type { OperationCommand } from './operation-command.ts';
import type { Request } from './read-request.ts';

/** A method of the client, as all of them can be called. */
type Method = (...parameters: unknown[]) => Promise<unknown>;

/** Calls the client's method of an operation. Every call takes the ids, then the payload, then options. */
export function callOperation(
  client: FirstHandClient,
  { operationId, payload }: OperationCommand,
  request: Request,
  options: RequestOptions & { wait?: number | undefined },
): Promise<unknown> {
  const method = (client as unknown as Readonly<Record<string, Method>>)[operationId];
  if (method === undefined) throw new Error(`The client has no operation ${operationId}`);
  const values = payload === undefined ? [] : [request.payload];
  return method.call(client, ...request.ids, ...values, options);
}

/** Calls a list operation. */
export function callList(
  client: FirstHandClient,
  command: OperationCommand,
  request: Request,
  options: RequestOptions & { wait?: number | undefined },
): ListPromise<object> {
  return callOperation(client, command, request, options) as ListPromise<object>;
}
