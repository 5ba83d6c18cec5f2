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
  return { 'user-agent': `firsthandapi-sdk/${VERSION}${suffix}` };
}
