import { type Routes, sendJson } from '../host/route-table.ts';

/** What a server says of itself while it starts: it lives, and is not ready. */
export interface StartState {
  /** Whether an attempt has failed, so that it waits for what it depends on. */
  isWaiting: boolean;
}

/** Routes of a server that listens before it can serve, so that it is neither restarted nor sent requests. */
export function startingRoutes(state: StartState): Routes {
  return {
    '/healthz': { GET: (_request, response) => sendJson(response, 200, { status: 'ok' }) },
    '/readyz': {
      GET(_request, response) {
        // Its log has the reason, which may name hosts.
        const server = state.isWaiting
          ? 'starting: it waits for a service that it needs'
          : 'starting';
        response.setHeader('Retry-After', '1');
        sendJson(response, 503, { status: 'not ready', problems: { server } });
      },
    },
  };
}
