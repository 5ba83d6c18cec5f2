import {
  type EventWithDeliveries,
  type FirstHandClient,
  isFirstHandError,
} from '@firsthandapi/sdk';
import type { Context } from '../command/context.ts';
import { type Polled, type PollListener, pollForever } from '../follow/poll-forever.ts';
import { type Attempt, DeliveryQueue, MOST_WAITING } from './delivery-queue.ts';
import { forwardEvent, type Outcome, type Receiver } from './forward-event.ts';
import type { ListenPrinter } from './listen-printer.ts';
import { ListenProgress } from './listen-progress.ts';
import type { ListenState } from './listen-state.ts';

/** The service holds a request so long when there is no event. Some proxies end a request after a minute. */
const WAIT_SECONDS = 50;
const PAGE = 100;
/** A position is valid for 30 days. After that, the service does not know it either, although it was not reset. */
const POSITION_VALID_MS = 29 * 86_400_000;
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
  readonly state: Pick<ListenState, 'read' | 'readOfOtherKey' | 'write'>;
  readonly printer: ListenPrinter;
  /** Called before the first event, and once no event from then on can be missed. */
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
  readonly #progress: ListenProgress;
  readonly #queue: DeliveryQueue;
  /** Cuts off attempts that are running. */
  readonly #cut = new AbortController();
  #isWriteDue = false;
  #isReady = false;
  /** False for what another key has left, until the service has accepted it. */
  #isOurs: boolean;

  constructor(listening: Listening, context: Context) {
    const { state, isFromNow, printer } = listening;
    this.#listening = listening;
    this.#context = context;
    const own = state.read();
    this.#isOurs = isFromNow || own !== undefined;
    this.#progress = new ListenProgress(isFromNow ? undefined : (own ?? state.readOfOtherKey()));
    this.#queue = new DeliveryQueue(
      {
        deliver: (event) => this.#deliver(event),
        onAttempt: (attempt: Attempt) => printer.attempt(attempt),
        onSettled: (event) => {
          this.#progress.settle(event.id);
          this.#saveSoon();
        },
      },
      context,
    );
  }

  async run(): Promise<void> {
    // A later run misses nothing, wherever it begins.
    if (this.#isOurs && this.#progress.position !== undefined) this.#sayReady();
    await pollForever(() => this.#poll(), this.#listener(), this.#context);
  }

  #sayReady(): void {
    if (this.#isReady) return;
    this.#isReady = true;
    this.#listening.ready();
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
    const state = this.#isOurs ? this.#progress.state() : undefined;
    if (state !== undefined) this.#listening.state.write(state);
  }

  async #poll(): Promise<Polled> {
    if (this.#queue.size >= MOST_WAITING) return { foundNew: false, allowance: undefined };
    try {
      return await this.#read();
    } catch (error) {
      if (this.#progress.position === undefined || !isUnknownPosition(error)) throw error;
      this.#beginAnew();
      return this.#read();
    }
  }

  async #read(): Promise<Polled> {
    const { client, types } = this.#listening;
    const { signal, now } = this.#context;
    const known = this.#progress.position;
    const asked = now();
    const { data, rateLimit, response } = await client
      .listWebhookEvents(
        // A first run begins with what happens from now on.
        { after: known ?? 'now', limit: PAGE },
        { signal, wait: WAIT_SECONDS },
      )
      .withResponse();
    const wanted = data.data.filter(
      ({ id, type }) => (types.size === 0 || types.has(type)) && !this.#progress.isDelivered(id),
    );
    this.#progress.advance(
      data.position ?? '',
      now(),
      wanted.map(({ id }) => id),
    );
    if (known === undefined || !this.#isOurs) {
      this.#isOurs = true;
      this.#save();
      this.#sayReady();
    }
    this.#queue.add(wanted);
    return {
      foundNew: data.data.length > 0,
      allowance: rateLimit,
      hasMore: data.has_more,
      heldFor: response.headers.has('preference-applied') ? now() - asked : undefined,
    };
  }

  /**
   * A sandbox that was started again has other events: all of them are new. What a key of another organization has left
   * is of no use.
   */
  #beginAnew(): void {
    if (!this.#isOurs) {
      this.#progress.restart(undefined);
      return;
    }
    const { printer } = this.#listening;
    const isAnother = this.#context.now() - this.#progress.readAt < POSITION_VALID_MS;
    this.#progress.restart(isAnother ? 'start' : undefined);
    printer.notice(
      isAnother
        ? 'The service was reset: all of its events are new.'
        : 'The last run is too long ago: listening to what happens from now on.',
    );
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

/** The service names `after` in a 400 when it does not know the position. */
function isUnknownPosition(error: unknown): boolean {
  return (
    isFirstHandError(error) &&
    error.status === 400 &&
    error.details.some(({ field }) => field === 'after')
  );
}
