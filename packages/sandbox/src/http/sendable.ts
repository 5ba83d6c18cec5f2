/** Headers as pairs. Callers without type checking may pass anything. */
export type HeaderPairs = readonly (readonly [string, string])[];

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** Visible Latin-1 without surrounding white space, which `fetch` would trim. */
const VALUE = /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/;
/** Control characters. */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;
/** Headers that Node's `fetch` refuses to send, since they belong to the connection. */
const OF_THE_CONNECTION = /^(?:transfer-encoding|keep-alive|upgrade|expect)$/i;

/** True when `fetch` certainly sends the headers as they are. */
export function hasValidHeaders(pairs: HeaderPairs): boolean {
  return pairs.every(
    ([name, value]) =>
      typeof value === 'string' &&
      NAME.test(name) &&
      VALUE.test(value) &&
      !OF_THE_CONNECTION.test(name),
  );
}

/**
 * Throws for headers that `Request` takes and Node's `fetch` refuses to send.
 *
 * @throws TypeError as `fetch` does.
 */
export function requireSendable(headers: Headers): void {
  for (const [name, value] of headers) {
    if (!OF_THE_CONNECTION.test(name) && !UNSENDABLE.test(value)) continue;
    throw new TypeError('fetch failed', { cause: new TypeError(`invalid ${name} header`) });
  }
}
