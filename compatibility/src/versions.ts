/**
 * What the promise covers. Exact versions, so that a run can be repeated; move them when a runtime has a new release.
 */

/** The newest of each line. The oldest that the packages allow by their `engines` is added. */
export const NODE_VERSIONS = ['20.20.2', '22.23.3', '24.21.0', '26.10.0'] as const;

export const BUN_VERSION = '1.4.5';
export const DENO_VERSION = '2.9.6';
export const WORKERD_VERSION = '1.20261117.1';

/** What `@firsthandapi/sdk/undici` is run with: the oldest that its peer range allows, and the newest. */
export const UNDICI_VERSIONS = [
  { version: '6.19.0', oldestNode: '18.17.0' },
  { version: '8.12.4', oldestNode: '22.19.0' },
] as const;

/** The date whose behaviour workerd is asked for. */
export const WORKERD_COMPATIBILITY_DATE = '2026-11-01';

export const TYPESCRIPT_VERSIONS = ['5.4.5', '5.9.3', '6.0.3', '7.0.2'] as const;

/** The Node types that a consumer has: old enough for every TypeScript version above. */
export const NODE_TYPES_VERSION = '20.19.43';

/** What a quick run is content with. */
export const QUICK_NODE_VERSIONS: readonly string[] = ['20.20.2', '24.21.0'];
export const QUICK_TYPESCRIPT_VERSIONS: readonly string[] = ['5.9.3'];
