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
  return appendQuery(url, query);
}

function encodeId(id: unknown): string {
  if (typeof id === 'string' && !/^\.{0,2}$/.test(id)) return encodeURIComponent(id);
  throw new FirstHandConfigurationError(
    `Invalid id ${JSON.stringify(id)}: expected <prefix>_<ULID>`,
  );
}

function appendQuery(path: string, query: object | undefined): string {
  let url = path;
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) {
      const text = value.toISOString?.() ?? String(value);
      if (/^\[object/.test(text)) {
        throw new FirstHandConfigurationError(`Invalid ${name}: a query takes no object`);
      }
      url += `${url === path ? '?' : '&'}${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
    }
  }
  return url;
}
