import type { paths } from '@firsthandapi/spec/worker/paths';
import { timedFetch } from '@firsthandapi/ui';
import createClient from 'openapi-fetch';

/** The worker operations, typed by the spec. */
export type WorkerApi = ReturnType<typeof createWorkerApi>;

/** How long a request may take. Uploads have no limit of their own: each of their requests is small. */
const TIMEOUT_MS = 20_000;

/** Returns the client of this origin: the session is a cookie that scripts cannot read. */
export function createWorkerApi(fetchRequest: typeof fetch = fetch, baseUrl = '') {
  return createClient<paths>({
    baseUrl,
    credentials: 'same-origin',
    fetch: timedFetch(fetchRequest, TIMEOUT_MS),
  });
}
