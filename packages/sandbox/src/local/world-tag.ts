const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 4;
const SESSION = 'fh_worker_';
const KEY_FORM = /^fh_(?:live|test)_sk_([0-9A-Za-z]{8,128})$/;

/** Returns the tag of a sandbox's n-th world, counted from 1. It is the prefix of all secrets of the world. */
export function worldTag(number: number): string {
  let tag = '';
  for (let rest = number; tag.length < LENGTH; rest = Math.floor(rest / 62)) {
    tag = BASE62[rest % 62] + tag;
  }
  return tag;
}

/** Returns the tag in an API key or a session, or in a header that holds one. Without one, it is the tag of no world. */
export function tagOfKey(text: string): string {
  const key = text.indexOf('_sk_');
  const secret = key === -1 ? text.indexOf(SESSION) + SESSION.length : key + '_sk_'.length;
  return text.slice(secret, secret + LENGTH);
}

/** Returns the key of an `Authorization: Bearer <key>` header, or undefined. */
export function bearerKey(authorization: string): string | undefined {
  return /^\s*bearer\s+(\S+)\s*$/i.exec(authorization)?.[1];
}

/**
 * Returns the environment of a key.
 *
 * @throws TypeError when it does not have the form of an API key; the message names `field`.
 */
export function environmentOfKey(key: string, field: string): 'live' | 'test' {
  if (KEY_FORM.test(key)) return key.startsWith('fh_live_') ? 'live' : 'test';
  throw new TypeError(
    `Invalid ${field}: it does not have the form of an API key; pass 'fh_test_sk_' or 'fh_live_sk_' followed by 8 to 128 letters and digits`,
  );
}
