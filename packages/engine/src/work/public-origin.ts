import type { EngineSettings } from './engine-settings.ts';

const SERVICE = 'https://api.firsthandapi.com';

/** Returns the origin that clients reach the service at, without a path. Default: that of FirstHandAPI. */
export function publicOrigin({ origin = SERVICE }: Pick<EngineSettings, 'origin'>): string {
  return origin;
}
