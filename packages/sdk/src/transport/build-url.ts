import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/**
 * Puts ids into a path such as `/v1/jobs/{id}` and appends the query, without what is `undefined` or
 * `null` in it.
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
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null)
    .map((pair) => pair.map(encodeValue).join('='));
  return pairs.length ? `?${pairs.join('&')}` : '';
}

function encodeValue(value: string | number | boolean | Date): string {
  return encodeURIComponent(value instanceof Date ? value.toISOString() : value);
}
