import { FirstHandClient, FirstHandError } from '@firsthandapi/sdk';
import { type OperationId, WEBHOOK_EVENT_TYPES, type WebhookEventType } from '@firsthandapi/spec';
import type { Exchange } from './exchange.ts';
import { Receiver } from './receiver.ts';
import type { Recorder } from './recording/recorder.ts';
import type { FailureStatus, World } from './target.ts';

/** After this many seconds of a world's clock nobody waits any more. */
const LONGEST_WAIT_SECONDS = 1_000;

/** Requests travel in real time, also where the world's clock stands still. */
const letOthersRun = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

/** A request that no client library would send. */
export interface RawRequest {
  /** Sent as a Bearer token; null for none. Default: the test key. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
}

/** Where a story plays: one world, clients for it, and everything recorded. */
export class Stage {
  /** With the test key, all scopes. */
  readonly test: FirstHandClient;
  /** With the live key, all scopes. */
  readonly live: FirstHandClient;
  readonly world: World;
  readonly #recorder: Recorder;
  readonly #fetch: typeof globalThis.fetch;
  #last: Exchange | undefined;

  constructor(world: World, recorder: Recorder) {
    this.world = world;
    this.#recorder = recorder;
    this.#fetch = recorder.watch(world.fetch, world.baseUrl, (exchange) => {
      this.#last = exchange;
    });
    this.test = this.client(world.testKey);
    this.live = this.client(world.liveKey);
  }

  /** The latest answer of the API. */
  get last(): Exchange {
    if (this.#last === undefined) throw new Error('Nothing was answered so far');
    return this.#last;
  }

  /** A client with another key, or none. It never retries, so that a story sees every answer. */
  client(apiKey: string | null, options: { maxRetries?: number } = {}): FirstHandClient {
    return new FirstHandClient({
      apiKey,
      baseUrl: this.world.baseUrl,
      fetch: this.#fetch as never,
      maxRetries: 0,
      sleep: async () => {},
      ...options,
    });
  }

  /** Sends a request as it is. */
  async send(method: string, path: string, request: RawRequest = {}): Promise<Exchange> {
    const { key = this.world.testKey, headers, body } = request;
    const response = await this.#fetch(`${this.world.baseUrl}${path}`, {
      method,
      headers: { ...(key !== null && { authorization: `Bearer ${key}` }), ...headers },
      ...(body !== undefined && { body }),
    });
    await response.arrayBuffer();
    return this.last;
  }

  /** Fetches a signed link, without a key. */
  download(url: string): Promise<Response> {
    return this.world.fetch(url);
  }

  /** Moves the world's clock. */
  advance(seconds: number): Promise<void> {
    return this.world.advance(seconds * 1_000);
  }

  /** Moves the world's clock, second by second, until the call is answered. */
  async advanceUntil(call: PromiseLike<unknown>): Promise<void> {
    let isAnswered = false;
    const end = () => {
      isAnswered = true;
    };
    call.then(end, end);
    for (let second = 0; !isAnswered && second < LONGEST_WAIT_SECONDS; second += 1) {
      await this.advance(1);
      await letOthersRun();
    }
  }

  failNext(operationId: OperationId, status: FailureStatus): Promise<void> {
    return this.world.failNext(operationId, status);
  }

  /** A place for deliveries. Register its URL, and add the endpoint's secret to `secrets`. */
  async receive(): Promise<Receiver> {
    const receiver = new Receiver((delivery, secrets) =>
      this.#recorder.noteDelivery(delivery, secrets),
    );
    receiver.url = await this.world.receive(async (request) =>
      receiver.answer(request, await this.world.now()),
    );
    return receiver;
  }

  /** A receiver registered as an endpoint of the client's environment for the events, or for all of them. */
  async subscribe(
    client: FirstHandClient,
    events: readonly WebhookEventType[] = WEBHOOK_EVENT_TYPES,
  ): Promise<Receiver> {
    const receiver = await this.receive();
    const endpoint = await client.createWebhookEndpoint({ url: receiver.url, events: [...events] });
    receiver.secrets.push(endpoint.secret);
    return receiver;
  }
}

/** The error that a call fails with. Throws when it succeeds, or fails with anything else. */
export async function refusal(call: PromiseLike<unknown>): Promise<FirstHandError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof FirstHandError) return error;
    throw error;
  }
  throw new Error('The call succeeded; an error was expected');
}
