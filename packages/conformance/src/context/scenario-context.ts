import { FirstHandClient } from '@firsthandapi/sdk';
import { type OperationId, WEBHOOK_EVENT_TYPES, type WebhookEventType } from '@firsthandapi/spec';
import type { Exchange } from '../checks/exchange.ts';
import type { Recorder } from '../coverage/recorder.ts';
import type { FailureStatus, World } from '../world/target.ts';
import { Person } from './person.ts';
import { Receiver } from './receiver.ts';

/** Upper bound on how far `advanceUntil` moves the clock, in seconds. */
const LONGEST_WAIT_SECONDS = 1_000;

/** Requests travel in real time even while the world's clock stands still. */
const yieldToEventLoop = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

/** A request that no client library would send. */
export interface RawRequest {
  /** Sent as a Bearer token; null for none. Default: the test key. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
}

/** What a scenario runs in: a world, clients for it, and a recorder of every response and delivery. */
export class ScenarioContext {
  /** Uses the test key, which has all scopes. */
  readonly test: FirstHandClient;
  /** Uses the live key, which has all scopes. */
  readonly live: FirstHandClient;
  readonly world: World;
  readonly #recorder: Recorder;
  readonly #fetch: typeof globalThis.fetch;
  #last: Exchange | undefined;

  constructor(world: World, recorder: Recorder) {
    this.world = world;
    this.#recorder = recorder;
    this.#fetch = recorder.wrapFetch(world.fetch, world.baseUrl, (exchange) => {
      this.#last = exchange;
    });
    this.test = this.client(world.testKey);
    this.live = this.client(world.liveKey);
  }

  /** The latest request to the API and its response. */
  get last(): Exchange {
    if (this.#last === undefined) throw new Error('No request has been sent yet');
    return this.#last;
  }

  /** Returns a client with another key, or without one. It never retries, so that scenarios see every response. */
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

  /** Sends a request unchanged. */
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

  /** Returns somebody who does jobs, who has not signed in yet. */
  person(email: string): Person {
    return new Person(email, {
      baseUrl: this.world.baseUrl,
      worldKey: this.world.testKey,
      fetch: this.#fetch,
      codeOf: (address) => this.world.codeOf(address),
    });
  }

  /** Returns somebody who has signed in and may work. */
  async worker(email: string): Promise<Person> {
    const person = this.person(email);
    await person.signIn();
    await person.agree();
    return person;
  }

  /** Fetches a signed link, without a key. */
  download(url: string): Promise<Response> {
    return this.world.fetch(url);
  }

  /** Moves the world's clock. */
  advance(seconds: number): Promise<void> {
    return this.world.advance(seconds * 1_000);
  }

  /** Moves the world's clock second by second until the call settles. */
  async advanceUntil(call: PromiseLike<unknown>): Promise<void> {
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    call.then(settle, settle);
    for (let second = 0; !isSettled && second < LONGEST_WAIT_SECONDS; second += 1) {
      await this.advance(1);
      await yieldToEventLoop();
    }
  }

  failNext(operationId: OperationId, status: FailureStatus): Promise<void> {
    return this.world.failNext(operationId, status);
  }

  /** Opens a receiver. Register its URL as an endpoint and add the endpoint's secret to `secrets`. */
  async receive(): Promise<Receiver> {
    const receiver = new Receiver((delivery, secrets) =>
      this.#recorder.recordDelivery(delivery, secrets),
    );
    receiver.url = await this.world.receive(async (request) =>
      receiver.handle(request, await this.world.now()),
    );
    return receiver;
  }

  /** Opens a receiver and registers it in the client's environment, by default for all events. */
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
