import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/**
 * Inserts ids between the parts of a path and appends the query, leaving out `undefined` and `null`.
 *
 * @throws FirstHandConfigurationError for an id that would change the path: empty, `.` or `..`; for an object in the query
 */
export function buildUrl(
  baseUrl: string,
  path: readonly string[],
  ids: readonly string[],
  query: object | undefined,
): string {
  let url = baseUrl + path[0];
  for (let index = 1; index < path.length; index++) {
    url += encodeId(ids[index - 1]) + path[index];
  }
  return query ? url + buildQuery(query) : url;
}

function encodeId(id: unknown): string {
  if (typeof id === 'string' && !/^\.{0,2}$/.test(id)) return encodeURIComponent(id);
  throw new FirstHandConfigurationError(
    `Invalid id ${JSON.stringify(id)}: expected <prefix>_<ULID>`,
  );
}

function buildQuery(query: object): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [name, textOf(name, value)].map(encodeURIComponent).join('='));
  return pairs.length ? `?${pairs.join('&')}` : '';
}

function textOf(name: string, value: unknown): string {
  const text = (value as Partial<Date>).toISOString?.() ?? String(value);
  if (!/^\[object/.test(text)) return text;
  throw new FirstHandConfigurationError(`Invalid ${name}: a query takes no object`);
}
