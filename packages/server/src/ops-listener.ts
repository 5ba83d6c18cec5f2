import type { Configuration } from './configuration.ts';
import { createHandler, HttpServer } from './host/http-server.ts';
import { type Routes, sendJson } from './host/route-table.ts';

/** Returns the listener for operators, if the configuration has one. It belongs on a private network. */
export function createOpsListener(
  { ops }: Pick<Configuration, 'ops'>,
  routes: Routes,
  onError: (error: unknown) => void,
): HttpServer | undefined {
  if (ops === undefined) return undefined;
  const listener = new HttpServer({
    configuration: { ...ops, tls: undefined, trustProxy: false },
    settings: 'OPS_',
    onError,
  });
  listener.handle(
    createHandler(routes, async (_request, response) => sendJson(response, 404, NOT_FOUND)),
  );
  return listener;
}

const NOT_FOUND = {
  error: { type: 'not_found', message: 'The API is at the other port', request_id: null },
};
