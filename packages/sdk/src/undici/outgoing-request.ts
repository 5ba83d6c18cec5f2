import { channel } from 'node:diagnostics_channel';
import type { FetchLike } from '../index.ts';

/** A request that is about to be sent. It has no headers: subscribers must not see the key. */
export interface OutgoingRequest {
  readonly url: string;
  /** Set by a subscriber that makes the request in place of undici. */
  fetch?: FetchLike;
}

/** Libraries that mock requests replace `fetch` and Node's `request`, but cannot reach into a connection pool. */
const OUTGOING = channel('firsthandapi:undici:request');

/** Announces a request, and returns what makes it in place of undici, if anything does. */
export function interceptorOf(url: string): FetchLike | undefined {
  if (!OUTGOING.hasSubscribers) return undefined;
  const request: OutgoingRequest = { url };
  OUTGOING.publish(request);
  return request.fetch;
}
