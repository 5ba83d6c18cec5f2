import { type OperationId, operations } from '@firsthandapi/spec';

interface Route {
  readonly operationId: OperationId;
  readonly method: string;
  readonly pattern: RegExp;
}

/** Literal paths come first: `summary` in `/v1/submissions/summary` is not a submission id. */
const routes: readonly Route[] = Object.entries(operations)
  .map(([operationId, { method, path }]) => ({
    operationId: operationId as OperationId,
    method,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }))
  .sort(
    (one, other) =>
      Number(one.pattern.source.includes('+')) - Number(other.pattern.source.includes('+')),
  );

/** Returns the operation that matches a request, or undefined when the document defines none. */
export function operationOf(method: string, path: string): OperationId | undefined {
  return routes.find((route) => route.method === method && route.pattern.test(path))?.operationId;
}
