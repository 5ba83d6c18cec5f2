/**
 * The supported versions. They are exact, so that a run is repeatable; update them when a runtime has a new release.
 */

/** The newest version of each line. The oldest that the packages' `engines` allow are added. */
export const NODE_VERSIONS = ['20.20.2', '22.23.3', '24.21.0', '26.10.0'] as const;

export const BUN_VERSION = '1.4.5';
export const DENO_VERSION = '2.9.6';
export const WORKERD_VERSION = '1.20261117.1';

/** The versions that `@firsthandapi/sdk/undici` is tested with: the oldest that its peer range allows, and the newest. */
export const UNDICI_VERSIONS = [
  { version: '6.19.0', oldestNode: '18.17.0' },
  { version: '8.12.4', oldestNode: '22.19.0' },
] as const;

/** workerd's compatibility date. */
export const WORKERD_COMPATIBILITY_DATE = '2026-11-01';

export const TYPESCRIPT_VERSIONS = ['5.4.5', '5.9.3', '6.0.3', '7.0.2'] as const;

/** The consumer's Node types: old enough for every TypeScript version above. */
export const NODE_TYPES_VERSION = '20.19.43';

/** The versions of a quick run. */
export const QUICK_NODE_VERSIONS: readonly string[] = ['20.20.2', '24.21.0'];
export const QUICK_TYPESCRIPT_VERSIONS: readonly string[] = ['5.9.3'];
