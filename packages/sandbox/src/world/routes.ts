import { operations } from '@firsthandapi/engine/host';

/**
 * Every route of the API: its method and its path, with parameters written as `:id`.
 *
 * @example
 * ```ts
 * for (const route of ROUTES) world.fault(route, { status: 503 });
 * ```
 */
export const ROUTES = [
  'POST /v1/auth/signup',
  'POST /v1/jobs',
  'GET /v1/jobs',
  'GET /v1/jobs/:id',
  'POST /v1/jobs/:id/cancel',
  'POST /v1/jobs/:id/rate',
  'GET /v1/jobs/:id/files',
  'GET /v1/jobs/:id/submissions',
  'GET /v1/submissions',
  'GET /v1/submissions/summary',
  'GET /v1/submissions/:id',
  'POST /v1/files/:id/refresh_url',
  'POST /v1/api_keys',
  'GET /v1/api_keys',
  'POST /v1/api_keys/:id/rotate',
  'POST /v1/api_keys/:id/revoke',
  'DELETE /v1/api_keys/:id',
  'POST /v1/webhook_endpoints',
  'GET /v1/webhook_endpoints',
  'GET /v1/webhook_endpoints/:id',
  'PATCH /v1/webhook_endpoints/:id',
  'DELETE /v1/webhook_endpoints/:id',
  'POST /v1/webhook_endpoints/:id/rotate_secret',
  'GET /v1/webhook_events',
  'POST /v1/webhook_events/:id/replay',
  'GET /v1/billing/credits',
  'GET /v1/billing/transactions',
  'POST /v1/billing/credits/purchase',
  'GET /v1/organization/settings',
  'PATCH /v1/organization/settings',
  'GET /v1/audit-events',
  'GET /v1/usage/requests',
  'GET /v1/usage/summary',
  'POST /v1/privacy/exports',
  'GET /v1/privacy/exports/:id',
  'POST /v1/privacy/erasures',
  'GET /v1/privacy/erasures/:id',
] as const;

/** A route of the API, such as `'GET /v1/jobs/:id'`. */
export type Route = (typeof ROUTES)[number];

/**
 * The route of downloads.
 *
 * @example
 * ```ts
 * world.fault(DOWNLOAD_ROUTE, { network: 'truncate' });
 * ```
 */
export const DOWNLOAD_ROUTE = 'GET files';

/** A route of the API, `'GET files'` for downloads, or `'*'` for every request. */
export type RoutePattern = Route | typeof DOWNLOAD_ROUTE | '*';

interface Pattern {
  readonly route: Route;
  readonly method: string;
  readonly segments: readonly string[];
}

const PATTERNS: readonly Pattern[] = ROUTES.map((route) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, segments: path.split('/') };
});

/** Returns the route of a request, or undefined when the API has none. A literal segment wins over a parameter. */
export function routeOf(method: string, path: string): Route | undefined {
  const segments = path.split('/');
  let found: Pattern | undefined;
  for (const pattern of PATTERNS) {
    if (pattern.method !== method || !matches(pattern.segments, segments)) continue;
    if (found === undefined || !pattern.route.includes(':')) found = pattern;
  }
  return found?.route;
}

/**
 * Returns the route, or throws when it does not exist. For callers without type checking.
 *
 * @throws TypeError naming `field` and the expected form.
 */
export function requireRoute(route: string, field: string): RoutePattern {
  const known: readonly string[] = [...ROUTES, DOWNLOAD_ROUTE, '*'];
  if (known.includes(route)) return route as RoutePattern;
  throw new TypeError(
    `Invalid ${field}: ${JSON.stringify(route)} is not a route of the API; pass one such as 'GET /v1/jobs/:id', or '*' for all`,
  );
}

/** Returns the routes of the API's operations, to compare them with the list above. */
export function routesOfOperations(): string[] {
  return Object.values(operations).map(
    ({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  );
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.length !== segments.length) return false;
  return pattern.every((wanted, position) =>
    wanted.startsWith(':') ? segments[position] !== '' : wanted === segments[position],
  );
}
