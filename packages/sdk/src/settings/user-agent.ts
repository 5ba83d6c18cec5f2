import { VERSION } from './version.ts';

/**
 * The `User-Agent` of this client. Web pages get none: a browser has its own, and another would
 * cost a preflight request.
 */
export function userAgent(
  application: { readonly name: string; readonly version?: string | undefined } | undefined,
): { 'user-agent'?: string } {
  if ('document' in globalThis) return {};
  const suffix = application ? ` ${application.name}/${application.version ?? ''}` : '';
  return { 'user-agent': `firsthandapi-sdk/${VERSION}${suffix}` };
}
