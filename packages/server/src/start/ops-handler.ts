import { createHandler, type RequestHandler } from '../host/http-server.ts';
import { type Routes, sendJson } from '../host/route-table.ts';

/** Returns what responds to operators: these routes only, since the API is at the other port. */
export function opsHandler(routes: Routes): RequestHandler {
  return createHandler(routes, async (_request, response) => sendJson(response, 404, NOT_FOUND));
}

const NOT_FOUND = {
  error: { type: 'not_found', message: 'The API is at the other port', request_id: null },
};
