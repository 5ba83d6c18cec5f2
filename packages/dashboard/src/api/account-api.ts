import type { paths } from '@firsthandapi/spec/account/paths';
import { timedFetch } from '@firsthandapi/ui';
import createClient from 'openapi-fetch';
import { provingFetch } from '../proof/proving-fetch.ts';

/** The operations of members, typed by the spec: what the dashboard needs beside the public API. */
export type AccountApi = ReturnType<typeof createAccountApi>;

const TIMEOUT_MS = 20_000;

/**
 * Returns the client of this origin. The session is a cookie that scripts cannot read.
 *
 * @param prove asks for a fresh proof of who is there.
 */
export function createAccountApi(
  prove: () => Promise<boolean>,
  fetchRequest: typeof fetch = fetch,
  baseUrl = '',
) {
  return createClient<paths>({
    baseUrl,
    credentials: 'same-origin',
    fetch: provingFetch(timedFetch(fetchRequest, TIMEOUT_MS), prove),
  });
}
