import type { EngineResponse } from '@firsthandapi/engine';

/** The outcome of a request: a response, or a failed connection. */
export type Exchange =
  | { readonly failure: null; readonly response: EngineResponse }
  /** Cut off in the middle of the body. */
  | { readonly failure: 'truncate'; readonly response: EngineResponse }
  | { readonly failure: 'reset' | 'timeout'; readonly response: null };

export const RESET: Exchange = { failure: 'reset', response: null };
export const TIMEOUT: Exchange = { failure: 'timeout', response: null };
/** What Node's HTTP parser responds to a method that it does not know. */
export const UNKNOWN_METHOD: Exchange = {
  failure: null,
  response: { status: 400, headers: { Connection: 'close' }, body: null },
};
