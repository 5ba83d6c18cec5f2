import type { paths } from '@firsthandapi/spec/account/paths';
import { timedFetch } from '@firsthandapi/ui';
import createClient from 'openapi-fetch';

/** The operations of members, typed by the spec: what the dashboard needs beside the public API. */
export type AccountApi = ReturnType<typeof createAccountApi>;

const TIMEOUT_MS = 20_000;

/** Returns the client of this origin. The session is a cookie that scripts cannot read. */
export function createAccountApi(fetchRequest: typeof fetch = fetch, baseUrl = '') {
  return createClient<paths>({
    baseUrl,
    credentials: 'same-origin',
    fetch: timedFetch(fetchRequest, TIMEOUT_MS),
  });
}
