import { FirstHandClient } from '../client/client.ts';
import type { ClientOptions } from '../settings/client-options.ts';
import { createMockFetch, type MockFetch, type MockReplies } from './create-mock-fetch.ts';

/** A client that talks to a {@link MockFetch}. */
export interface MockClient {
  /** The real client, with all its retries, pagination and checks; only the network is not there. */
  readonly client: FirstHandClient;
  /** All requests so far, in order; retries are requests of their own. */
  readonly calls: MockFetch['calls'];
  /** Sets what an operation answers with from now on. */
  readonly reply: MockFetch['reply'];
}

/** Options of the client; the key is a test key by default, and waits take no time. */
export type MockClientOptions = Omit<ClientOptions, 'fetch'>;

/**
 * Makes a client for tests of your own code, answered from memory.
 *
 * @example
 * const { client, calls } = createMockClient({
 *   createJob: [networkFailure(), { id: 'job_1', status: 'open' }],
 * });
 * await client.createJob(body);
 * expect(calls.map((call) => call.operationId)).toEqual(['createJob', 'createJob']);
 */
export function createMockClient(
  replies: MockReplies = {},
  options: MockClientOptions = {},
): MockClient {
  const fetch = createMockFetch(replies);
  const client = new FirstHandClient({
    apiKey: 'fh_test_sk_mock',
    sleep: async () => {},
    dangerouslyAllowBrowser: true,
    ...options,
    fetch,
  });
  return { client, calls: fetch.calls, reply: fetch.reply };
}
