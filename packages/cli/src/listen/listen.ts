import type { EventWithDeliveries, FirstHandClient } from '@firsthandapi/sdk';
import type { Context } from '../command/context.ts';
import { Follower } from '../follow/follower.ts';
import type { Allowance } from '../follow/pace.ts';
import { type Polled, type PollListener, pollForever } from '../follow/poll-forever.ts';
import { type Attempt, DeliveryQueue, MOST_WAITING } from './delivery-queue.ts';
import { forwardEvent, type Outcome, type Receiver } from './forward-event.ts';
import type { ListenPrinter } from './listen-printer.ts';
import type { ListenState } from './listen-state.ts';

/** Between two writes of what has been delivered. */
const WRITE_EVERY_MS = 100;
/** After Ctrl+C, attempts that are running have this long to end. */
const GRACE_MS = 1_000;
/** An event that is only shown has nowhere to go. */
const SHOWN: Outcome = { status: 200, error: undefined, duration: 0 };

/** What to listen to, and what to do with it. */
export interface Listening {
  readonly client: FirstHandClient;
  /** `undefined` to show events only. */
  readonly receiver: Receiver | undefined;
  /** The wanted event types; empty for all. */
  readonly types: ReadonlySet<string>;
  readonly state: Pick<ListenState, 'read' | 'write'>;
  readonly printer: ListenPrinter;
  /** Called before the first event. */
  readonly ready: () => void;
  /** Whether to leave out what has happened since the last run. */
  readonly isFromNow: boolean;
}

/** Reads events and delivers them until the signal is aborted. Resolves once it is stored how far it got. */
export async function listen(listening: Listening, context: Context): Promise<void> {
  const session = new ListenSession(listening, context);
  try {
    await session.run();
  } finally {
    await session.end();
  }
}

class ListenSession {
  readonly #listening: Listening;
  readonly #context: Context;
  readonly #follower: Follower<EventWithDeliveries>;
  readonly #queue: DeliveryQueue;
  /** Cuts off attempts that are running. */
  readonly #cut = new AbortController();
  #isStarted = false;
  #isWriteDue = false;
  #allowance: Allowance | undefined;

  constructor(listening: Listening, context: Context) {
    const { state, isFromNow, printer } = listening;
    this.#listening = listening;
    this.#context = context;
    const from = isFromNow ? undefined : state.read();
    this.#isStarted = from !== undefined;
    this.#follower = new Follower(
      (limit, cursor) => this.#readPage(limit, cursor),
      context.now,
      from,
    );
    this.#queue = new DeliveryQueue(
      {
        deliver: (event) => this.#deliver(event),
        onAttempt: (attempt: Attempt) => printer.attempt(attempt),
        onSettled: () => this.#saveSoon(),
      },
      context,
    );
  }

  async run(): Promise<void> {
    this.#listening.ready();
    await pollForever(() => this.#poll(), this.#listener(), this.#context);
  }

  /** Lets attempts end that are running, and remembers how far they got. */
  async end(): Promise<void> {
    const end = new AbortController();
    const grace = this.#context.sleep(GRACE_MS, end.signal).catch(() => {});
    await Promise.race([this.#queue.idle(), grace]);
    end.abort();
    this.#cut.abort();
    this.#save();
  }

  #save(): void {
    if (!this.#isStarted) return;
    const queue = this.#queue;
    this.#listening.state.write(this.#follower.position(queue.oldest, (id) => queue.isOpen(id)));
  }

  async #poll(): Promise<Polled> {
    // A first run begins with what happens from now on; it is known only once the service has responded.
    if (!this.#isStarted) {
      await this.#follower.skip();
      this.#isStarted = true;
      this.#save();
    }
    if (this.#queue.size >= MOST_WAITING) return { foundNew: false, allowance: this.#allowance };
    const events = await this.#follower.poll();
    const { types } = this.#listening;
    this.#queue.add(events.filter(({ type }) => types.size === 0 || types.has(type)));
    return { foundNew: events.length > 0, allowance: this.#allowance };
  }

  async #readPage(limit: number, cursor: string | undefined) {
    const { client } = this.#listening;
    const { signal } = this.#context;
    const page = await client.listWebhookEvents({ limit, cursor }, { signal }).withResponse();
    this.#allowance = page.rateLimit;
    return page.data;
  }

  #deliver(event: EventWithDeliveries): Promise<Outcome> {
    const { receiver } = this.#listening;
    if (receiver === undefined) return Promise.resolve(SHOWN);
    return forwardEvent(event, receiver, this.#cut.signal);
  }

  /** Many events share a write. What is lost with the process in between is delivered twice, and never not at all. */
  #saveSoon(): void {
    if (this.#isWriteDue) return;
    this.#isWriteDue = true;
    const { sleep, signal } = this.#context;
    sleep(WRITE_EVERY_MS, signal)
      .catch(() => {})
      .then(() => {
        this.#isWriteDue = false;
        this.#save();
      })
      .catch((error: Error) => this.#listening.printer.notice(error.message));
  }

  #listener(): PollListener {
    const { printer } = this.#listening;
    return {
      onLost: ({ message }) =>
        printer.notice(`The service does not respond; trying again: ${message}`),
      onBack: () => printer.notice('The service responds again.'),
      onSlowed: (ms) =>
        printer.notice(
          `The key's rate limit allows a look at new events every ${(ms / 1_000).toFixed(1)} s only.`,
        ),
    };
  }
}
