const NAME = 'firsthandapi-sandbox-token';

/** Where the token may be kept; a browser may refuse it. */
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/**
 * Returns the token of an address, and remembers it for this origin, so that a reload and links in new tabs work. The
 * address in the address bar does not keep it: it may end up in a screenshot.
 */
export function takeToken(query: string, storage: Storage | undefined): string {
  const given = new URLSearchParams(query).get('token');
  try {
    if (given !== null) storage?.setItem(NAME, given);
    return given ?? storage?.getItem(NAME) ?? '';
  } catch {
    return given ?? '';
  }
}
