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
  // An application may have any name, and HTTP does not allow all of it; half a surrogate pair has no encoding.
  const encoded = suffix.replace(/\p{Cs}/gu, '?').replace(/[^\x20-\x7e]/gu, encodeURIComponent);
  return { 'user-agent': `firsthandapi-sdk/${VERSION}${encoded}` };
}
