import { FirstHandClient } from '@firsthandapi/sdk';

let client: FirstHandClient | undefined;

/** The one client of this server. Made on first use: a build has no key, and needs none. */
export function firsthand(): FirstHandClient {
  client ??= new FirstHandClient({
    apiKey: process.env.FIRSTHAND_API_KEY,
    baseUrl: process.env.FIRSTHAND_BASE_URL,
  });
  return client;
}
