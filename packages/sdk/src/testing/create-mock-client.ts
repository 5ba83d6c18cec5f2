import { FirstHandClient } from '../client/client.ts';
import type { ClientOptions } from '../settings/client-options.ts';
import { createMockFetch, type MockFetch, type MockReplies } from './create-mock-fetch.ts';

/** A client connected to a {@link MockFetch}. */
export interface MockClient {
  /** The real client, with its retries, pagination and validation; only the network is mocked. */
  readonly client: FirstHandClient;
  /** All requests so far, in order; each retry is a request. */
  readonly calls: MockFetch['calls'];
  /** Sets the reply of an operation from now on. */
  readonly reply: MockFetch['reply'];
}

/** Options of the client; by default with a test key and without real waits. */
export type MockClientOptions = Omit<ClientOptions, 'fetch'>;

/**
 * Creates a client for tests of your own code, with replies from memory.
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
