import { type ReadonlySignal, signal } from '@preact/signals';
import { DeliveryError, type DeliveryPort } from './delivery-port.ts';
import { nextStep } from './next-step.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxItem } from './outbox-item.ts';
import { retryDelay } from './retry-delay.ts';

/** Time and chance, so that tests decide about both. */
export interface SenderClock {
  now(): number;
  random(): number;
  /** Resolves after a while, or at once when the signal is aborted. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export interface SenderOptions {
  readonly outbox: Outbox;
  readonly delivery: DeliveryPort;
  readonly clock: SenderClock;
  /** Whether the phone believes that it is online. It is asked before each attempt. */
  readonly isOnline: () => boolean;
}

/** What the sender as a whole is doing. */
export type SenderState = 'idle' | 'sending' | 'waiting' | 'offline' | 'signed_out';

/** Sends the files of the outbox, one after the other, until all are handed in. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #state = signal<SenderState>('idle');
  #waking = new AbortController();
  #sending: { readonly id: string; readonly stop: AbortController } | undefined;
  #isSignedIn = true;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  get state(): ReadonlySignal<SenderState> {
    return this.#state;
  }

  /** Sends until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => {
      this.#sending?.stop.abort();
      this.#waking.abort();
    });
    await this.#options.outbox.recover();
    while (!signal.aborted) {
      // Whoever wakes the sender from here on is heard, also before it sleeps.
      this.#waking = new AbortController();
      await this.#step();
    }
  }

  /** Looks at the outbox again: something was added or submitted. */
  wake(): void {
    this.#waking.abort();
  }

  /** Ends every wait: the phone is online again, or the person wants it now. */
  async sendNow(id?: string): Promise<void> {
    const { outbox } = this.#options;
    const ids = id === undefined ? outbox.items.value.map((item) => item.id) : [id];
    for (const each of ids) {
      if (id !== undefined || outbox.find(each)?.state.kind !== 'paused') {
        await outbox.change(each, { kind: 'resumed' });
      }
    }
    this.wake();
  }

  /** Somebody has signed in: sending goes on. */
  signedIn(): void {
    this.#isSignedIn = true;
    this.wake();
  }

  async pause(id: string): Promise<void> {
    await this.#options.outbox.change(id, { kind: 'paused' });
    this.#stop(id);
  }

  /** Removes a file for good. */
  async remove(id: string): Promise<void> {
    await this.#options.outbox.remove(id);
    this.#stop(id);
  }

  #stop(id: string): void {
    if (this.#sending?.id === id) this.#sending.stop.abort();
  }

  async #step(): Promise<void> {
    const { outbox, clock, isOnline } = this.#options;
    const step = nextStep(outbox.items.value, clock.now());
    if (step.kind === 'idle') return this.#sleep('idle');
    if (!this.#isSignedIn) return this.#sleep('signed_out');
    if (!isOnline()) return this.#sleep('offline');
    if (step.kind === 'wait') return this.#sleep('waiting', step.until - clock.now());
    this.#state.value = 'sending';
    const stop = new AbortController();
    this.#sending = { id: step.item.id, stop };
    try {
      await (step.kind === 'upload'
        ? this.#upload(step.item, stop.signal)
        : this.#handIn(step.item, stop.signal));
    } catch (error) {
      if (stop.signal.aborted) await outbox.change(step.item.id, { kind: 'interrupted' });
      else await this.#failed(step.item, error);
    } finally {
      this.#sending = undefined;
    }
  }

  async #upload(item: OutboxItem, signal: AbortSignal): Promise<void> {
    const { outbox, delivery } = this.#options;
    const bytes = await outbox.bytes(item.id);
    if (bytes === undefined) {
      await outbox.change(item.id, { kind: 'refused', code: 'file_lost' });
      return;
    }
    await outbox.change(item.id, { kind: 'started' });
    await delivery.upload(
      item,
      bytes,
      {
        created: async (upload) => {
          await outbox.change(item.id, { kind: 'uploadCreated', upload });
        },
        confirmed: (sent) => void outbox.change(item.id, { kind: 'progressed', sent }),
      },
      signal,
    );
    await outbox.change(item.id, { kind: 'uploaded' });
  }

  async #handIn(item: OutboxItem, signal: AbortSignal): Promise<void> {
    const { outbox, delivery } = this.#options;
    await outbox.change(item.id, { kind: 'handInStarted' });
    const handedIn = await delivery.handIn(item, signal);
    await outbox.change(item.id, { kind: 'handedIn', ...handedIn });
  }

  async #failed({ id }: OutboxItem, error: unknown): Promise<void> {
    const { outbox, clock } = this.#options;
    const remedy = error instanceof DeliveryError ? error.remedy : ({ kind: 'retry' } as const);
    if (remedy.kind === 'none') {
      const code = error instanceof DeliveryError ? error.code : 'unknown';
      await outbox.change(id, { kind: 'refused', code });
      return;
    }
    if (remedy.kind === 'sign_in') {
      this.#isSignedIn = false;
      await outbox.change(id, { kind: 'interrupted' });
      return;
    }
    const least = remedy.kind === 'retry' ? (remedy.afterMs ?? 0) : 0;
    const delay = retryDelay(failuresOf(outbox.find(id)) + 1, clock.random());
    const notBefore = clock.now() + Math.max(least, delay);
    const kind = remedy.kind === 'upload_again' ? 'uploadLost' : 'attemptFailed';
    await outbox.change(id, { kind, notBefore });
  }

  async #sleep(state: SenderState, milliseconds = Number.POSITIVE_INFINITY): Promise<void> {
    this.#state.value = state;
    await this.#options.clock.pause(milliseconds, this.#waking.signal);
  }
}

function failuresOf(item: OutboxItem | undefined): number {
  const state = item?.state;
  return state !== undefined && 'failures' in state ? state.failures : 0;
}
