import { VERSION } from './version.ts';

/**
 * Returns the `User-Agent` of this client. None in web pages: a browser sends its own, and another
 * one would cost a preflight request.
 */
export function userAgent(
  application: { readonly name: string; readonly version?: string | undefined } | undefined,
): { 'user-agent'?: string } {
  if ('document' in globalThis) return {};
  const suffix = application ? ` ${application.name}/${application.version ?? ''}` : '';
  return { 'user-agent': `firsthandapi-sdk/${VERSION}${percentEncode(suffix)}` };
}

/** Encodes what HTTP does not allow in a header, so that an application may have any name. */
function percentEncode(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (letter) =>
    // A lone surrogate has no encoding.
    /\p{Cs}/u.test(letter) ? '?' : encodeURIComponent(letter),
  );
}
