import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/** A value of a query parameter; `undefined` and `null` leave it out. */
export type QueryValue = string | number | boolean | Date | null | undefined;

/**
 * Puts ids into a path such as `/v1/jobs/{id}` and appends the query.
 *
 * @throws FirstHandConfigurationError for an id that would change the path: empty, `.` or `..`
 */
export function buildUrl(
  baseUrl: string,
  path: string,
  ids: readonly string[],
  query: object | undefined,
): string {
  let next = 0;
  const filled = ids.length
    ? path.replace(/\{(\w+)\}/g, (_, name) => encodeId(name, ids[next++]))
    : path;
  return baseUrl + filled + (query ? buildQuery(query) : '');
}

function encodeId(name: string, id: unknown): string {
  if (typeof id === 'string' && !/^\.{0,2}$/.test(id)) return encodeURIComponent(id);
  throw new FirstHandConfigurationError(`${name} must be an id, and is ${JSON.stringify(id)}`);
}

function buildQuery(query: object): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(query as Record<string, QueryValue>)) {
    if (value === undefined || value === null) continue;
    const text = value instanceof Date ? value.toISOString() : String(value);
    pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
  }
  return pairs.length ? `?${pairs.join('&')}` : '';
}
