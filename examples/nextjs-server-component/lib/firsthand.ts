import { FirstHandClient } from '@firsthandapi/sdk';

let client: FirstHandClient | undefined;

/** One client for all requests, created by the first: `next build` runs without the key. */
export function firsthand(): FirstHandClient {
  client ??= new FirstHandClient();
  return client;
}
