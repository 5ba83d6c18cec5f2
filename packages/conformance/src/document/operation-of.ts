import { type OperationId, operations } from '@firsthandapi/spec';
import {
  type OperationId as WorkerOperationId,
  operations as workerOperations,
} from '@firsthandapi/spec/worker';

/** An operation of buyers by its id, or one of workers by its id after `worker.`. */
export type OperationName = OperationId | `worker.${WorkerOperationId}`;

interface Route {
  readonly name: OperationName;
  readonly method: string;
  readonly pattern: RegExp;
}

/** Literal paths come first: `summary` in `/v1/submissions/summary` is not a submission id. */
const routes: readonly Route[] = [
  ...routesOf(operations, (id) => id as OperationId),
  ...routesOf(workerOperations, (id) => `worker.${id as WorkerOperationId}`),
].sort(
  (one, other) =>
    Number(one.pattern.source.includes('+')) - Number(other.pattern.source.includes('+')),
);

/** Returns the operation that matches a request, or undefined when no document defines one. */
export function operationOf(method: string, path: string): OperationName | undefined {
  return routes.find((route) => route.method === method && route.pattern.test(path))?.name;
}

function routesOf(
  table: Readonly<Record<string, { readonly method: string; readonly path: string }>>,
  nameOf: (id: string) => OperationName,
): Route[] {
  return Object.entries(table).map(([id, { method, path }]) => ({
    name: nameOf(id),
    method,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));
}
