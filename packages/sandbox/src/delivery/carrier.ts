import type { DeliveryOutcome, DeliveryRequest, Instant, Sender } from '@firsthandapi/engine';
import { yieldToEventLoop } from '../clock/real-time.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { WebhookModes } from '../controls/webhook-modes.ts';
import { Attempt } from './attempt.ts';
import { withBadSignature } from './bad-signature.ts';
import { currentAttempt, hasHandlerScope, runInAttempt } from './handler-scope.ts';
import { limitPatience, type Patience } from './patience.ts';
import {
  callHandler,
  callServer,
  type DeliveryResult,
  type Destinations,
  type PendingDelivery,
} from './start-delivery.ts';

/** One delivery attempt and its outcome. */
export interface CompletedDelivery extends DeliveryResult {
  readonly request: DeliveryRequest;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** Set when it was deliberately sent a second time, or with a broken signature. */
  readonly tampering: 'duplicate' | 'bad_signature' | null;
}

/** What a carrier works with. */
export interface CarrierDependencies extends Destinations {
  readonly clock: VirtualClock;
  readonly patience: Patience;
  readonly modes: WebhookModes;
  readonly onDelivered: (delivery: CompletedDelivery) => void;
}

const TIMEOUT: DeliveryOutcome = { status_code: null, reason: 'timeout' };

/**
 * Carries a world's webhooks to the application under test. The world's clock waits for a receiver that runs, and moves
 * on while the receiver itself waits for that clock. An attempt times out on the world's clock.
 */
export class Carrier implements Sender {
  readonly #dependencies: CarrierDependencies;
  /** Lets time continue although the running task still waits for a delivery. */
  #stall: (() => void) | undefined;
  /** Attempts in progress, and how to abandon them. */
  readonly #attempts = new Map<Attempt, () => void>();
  #isStopped = false;
  /** Called whenever an attempt begins to wait, or is over. */
  #onChange: (() => void) | undefined;

  constructor(dependencies: CarrierDependencies) {
    this.#dependencies = dependencies;
  }

  /** Resolves with the task, or with true as soon as its delivery waits for the clock or is not waited for. */
  untilSettledOrStalled(task: Promise<boolean>): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const stall = () => resolve(true);
      this.#stall = stall;
      const end = () => {
        if (this.#stall === stall) this.#stall = undefined;
      };
      task.then(
        (performed) => {
          end();
          resolve(performed);
        },
        (error: unknown) => {
          end();
          reject(error);
        },
      );
    });
  }

  /** Resolves when no receiver runs: each has responded, waits for the clock, or is not waited for any longer. */
  async untilQuiet(): Promise<void> {
    while ([...this.#attempts.keys()].some(({ isRunning }) => isRunning)) {
      await new Promise<void>((resolve) => {
        const previous = this.#onChange;
        const notify = () => {
          previous?.();
          resolve();
        };
        this.#onChange = notify;
      });
    }
  }

  /** True while a delivery is in progress: requests may then come from its handler. */
  get isCarrying(): boolean {
    return this.#attempts.size > 0;
  }

  /** True for code of a handler that has not responded yet. */
  get isCalledByHandler(): boolean {
    const attempt = currentAttempt();
    return attempt !== undefined && this.#attempts.has(attempt);
  }

  /**
   * Called when something begins to wait for the world's clock. If a handler does, its delivery must not hold that clock
   * up. Returns a function to call when the wait ends.
   */
  noteWait(): () => void {
    const attempt = currentAttempt();
    if (attempt !== undefined) return attempt.beginWait();
    return hasHandlerScope() ? () => {} : this.#beginWaits(() => true);
  }

  /** Like `noteWait`, for a sleep on the world's clock: a server that receives webhooks may have asked for it. */
  noteSleep(): () => void {
    if (currentAttempt() !== undefined || !hasHandlerScope()) return this.noteWait();
    return this.#beginWaits(({ isInProcess }) => !isInProcess);
  }

  /** Makes the delivery that is held back for reordering, when no other follows; false when there is none. */
  async flush(): Promise<boolean> {
    if (!this.#dependencies.modes.release()) return false;
    await yieldToEventLoop();
    await this.untilQuiet();
    await yieldToEventLoop();
    return true;
  }

  /** Abandons all deliveries: they are neither made nor reported from here on. */
  stop(): void {
    this.#isStopped = true;
    this.#dependencies.modes.release();
    for (const abandon of this.#attempts.values()) abandon();
    this.#attempts.clear();
    this.#notifyChange();
  }

  async send(request: DeliveryRequest): Promise<DeliveryOutcome> {
    const { modes } = this.#dependencies;
    const stall = this.#stall;
    if (modes.isHoldingNext) {
      const released = modes.hold();
      stall?.();
      await released;
    }
    if (this.#isStopped) return TIMEOUT;
    const isBroken = modes.takeBadSignature();
    const sent = isBroken ? withBadSignature(request) : request;
    const outcome = await this.#attempt(sent, isBroken ? 'bad_signature' : null, stall);
    if (modes.isDuplicating && !this.#isStopped) await this.#attempt(sent, 'duplicate', stall);
    modes.release();
    return outcome;
  }

  async #attempt(
    request: DeliveryRequest,
    tampering: CompletedDelivery['tampering'],
    stall: (() => void) | undefined,
  ): Promise<DeliveryOutcome> {
    const { clock, handlerFor, isCapturing, onDelivered } = this.#dependencies;
    const startedAt = clock.now();
    const handler = handlerFor(request.url);
    const attempt = new Attempt(
      handler !== undefined,
      () => stall?.(),
      () => this.#notifyChange(),
    );
    const stopWaiting = limitPatience(attempt, request, this.#dependencies.patience);
    this.#attempts.set(attempt, stopWaiting);
    const delivery: PendingDelivery =
      handler === undefined
        ? callServer(request, this.#dependencies)
        : {
            result: runInAttempt(attempt, () => callHandler(handler, request, isCapturing())),
            abort: () => {},
          };
    this.#attempts.set(attempt, () => {
      stopWaiting();
      delivery.abort();
    });
    const result = await this.#untilTimeout(delivery, startedAt + request.timeout_ms);
    stopWaiting();
    this.#attempts.delete(attempt);
    attempt.settle();
    if (!this.#isStopped) {
      onDelivered({ ...result, request, startedAt, endedAt: clock.now(), tampering });
    }
    return result.outcome;
  }

  #untilTimeout(delivery: PendingDelivery, deadline: Instant): Promise<DeliveryResult> {
    return new Promise((resolve) => {
      const cancel = this.#dependencies.clock.alarm(deadline, () => {
        delivery.abort();
        resolve({ outcome: TIMEOUT });
      });
      void delivery.result.then((result) => {
        cancel();
        resolve(result);
      });
    });
  }

  #beginWaits(isMeant: (attempt: Attempt) => boolean): () => void {
    const ends = [...this.#attempts.keys()].filter(isMeant).map((attempt) => attempt.beginWait());
    return () => {
      for (const end of ends) end();
    };
  }

  #notifyChange(): void {
    const notify = this.#onChange;
    this.#onChange = undefined;
    notify?.();
  }
}
