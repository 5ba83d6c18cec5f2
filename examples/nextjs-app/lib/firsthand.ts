import { FirstHandClient } from '@firsthandapi/sdk';

let client: FirstHandClient | undefined;

/** Returns the server's only client. Created on first use, because a build has no API key. */
export function firsthand(): FirstHandClient {
  client ??= new FirstHandClient({
    apiKey: process.env.FIRSTHAND_API_KEY,
    baseUrl: process.env.FIRSTHAND_BASE_URL,
  });
  return client;
}
