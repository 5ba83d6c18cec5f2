import {
  type ClientOptions,
  FirstHandClient,
  FirstHandTimeoutError,
  type Sleep,
} from '../index.ts';
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
 * Creates a client for tests of your own code, with replies from memory. Waits take no time; a wait for
 * a job whose reply never changes ends with a `timeout_error` that says so.
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
    sleep: createShortSleep(fetch.calls),
    dangerouslyAllowBrowser: true,
    ...options,
    fetch,
  });
  return { client, calls: fetch.calls, reply: fetch.reply };
}

/** Waits after requests for one URL before it cannot be the reply that is awaited. */
const MOST_WAITS = 1_000;
/** The real timer, because a test may replace it. */
const startTimer = globalThis.setTimeout;

/** Returns a sleep that lets other work run, timers included, and that does not repeat for ever. */
function createShortSleep(calls: MockFetch['calls']): Sleep {
  let url: string | undefined;
  let waits = 0;
  return async () => {
    const last = calls.at(-1);
    waits = last?.url === url ? waits + 1 : 1;
    url = last?.url;
    if (waits > MOST_WAITS) {
      throw new FirstHandTimeoutError(
        `The mock was asked ${MOST_WAITS} times in a row for ${last?.operationId}: give it a list of replies that ends with the awaited one`,
      );
    }
    await new Promise<void>((resolve) => startTimer(resolve, 0));
  };
}
