const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 4;
const KEY_FORM = /^fh_(?:live|test)_sk_([0-9A-Za-z]{8,128})$/;

/** The tag of a sandbox's n-th world, counted from 1: the first characters of all its secrets. */
export function worldTag(number: number): string {
  let tag = '';
  for (let rest = number; tag.length < LENGTH; rest = Math.floor(rest / 62)) {
    tag = BASE62[rest % 62] + tag;
  }
  return tag;
}

/**
 * The tag in an API key, or in a header that holds one: where the tag of the world that made it stands. Without a key
 * it is the tag of no world.
 */
export function tagOfKey(text: string): string {
  const secret = text.indexOf('_sk_') + '_sk_'.length;
  return text.slice(secret, secret + LENGTH);
}

/** The key of an `Authorization: Bearer <key>` header, or undefined. */
export function bearerKey(authorization: string): string | undefined {
  return /^\s*bearer\s+(\S+)\s*$/i.exec(authorization)?.[1];
}

/**
 * The environment of a key.
 *
 * @throws TypeError when it does not have an API key's form; the message names `field`.
 */
export function environmentOfKey(key: string, field: string): 'live' | 'test' {
  if (KEY_FORM.test(key)) return key.startsWith('fh_live_') ? 'live' : 'test';
  throw new TypeError(
    `${field}: not an API key's form; use 'fh_test_sk_' or 'fh_live_sk_' and 8 to 128 letters and digits`,
  );
}
