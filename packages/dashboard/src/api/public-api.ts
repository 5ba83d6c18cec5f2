import type { paths } from '@firsthandapi/spec/paths';
import { timedFetch } from '@firsthandapi/ui';
import createClient from 'openapi-fetch';
import { provingFetch } from '../proof/proving-fetch.ts';

/** Which of an organization's two environments a request is about. */
export type Environment = 'live' | 'test';

/** The public API, typed by the spec. What the dashboard can do, a script can do. */
export type PublicApi = ReturnType<typeof createPublicApi>;

const TIMEOUT_MS = 30_000;

/**
 * Returns the client of this origin. The session is a cookie that scripts cannot read.
 *
 * @param prove asks for a fresh proof of who is there.
 */
export function createPublicApi(
  environment: () => Environment,
  prove: () => Promise<boolean>,
  fetchRequest: typeof fetch = fetch,
  baseUrl = '',
) {
  const send = provingFetch(timedFetch(fetchRequest, TIMEOUT_MS), prove);
  return createClient<paths>({
    baseUrl,
    credentials: 'same-origin',
    fetch: (request) => {
      request.headers.set('FirstHand-Environment', environment());
      return send(request);
    },
  });
}
