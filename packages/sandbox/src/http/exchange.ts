import type { EngineResponse } from '@firsthandapi/engine';

/** How a connection fails instead of answering. */
export type NetworkFailure = 'reset' | 'timeout' | 'truncate';

/** What comes of a request: an answer, or a connection that fails. */
export type Exchange =
  | { readonly failure: null; readonly response: EngineResponse }
  /** Cut off in the middle of the body. */
  | { readonly failure: 'truncate'; readonly response: EngineResponse }
  | { readonly failure: 'reset' | 'timeout'; readonly response: null };

export const RESET: Exchange = { failure: 'reset', response: null };
export const TIMEOUT: Exchange = { failure: 'timeout', response: null };
