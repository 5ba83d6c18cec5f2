import type { DeliveryOutcome, DeliveryRequest, Instant, Sender } from '@firsthandapi/engine';
import { afterRealTime, yieldToEventLoop } from '../clock/real-time.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { WebhookModes } from '../controls/webhook-modes.ts';
import { withBadSignature } from './bad-signature.ts';
import { type Destinations, startDelivery } from './start-delivery.ts';

/** One delivery attempt and its outcome. */
export interface CompletedDelivery {
  readonly request: DeliveryRequest;
  readonly outcome: DeliveryOutcome;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** Set when it was deliberately sent a second time, or with a broken signature. */
  readonly tampering: 'duplicate' | 'bad_signature' | null;
}

/** What a carrier works with. */
export interface CarrierDependencies extends Destinations {
  readonly clock: VirtualClock;
  /** Real milliseconds that a handler may take before virtual time continues without its response. */
  readonly patience: number;
  readonly modes: WebhookModes;
  readonly onDelivered: (delivery: CompletedDelivery) => void;
}

const TIMEOUT: DeliveryOutcome = { status_code: null, reason: 'timeout' };

/**
 * Carries a world's webhooks to the application under test. An attempt times out on the world's clock. A handler that
 * does not respond in real time does not stop that clock: its attempt is stalled, and time moves on to the timeout.
 */
export class Carrier implements Sender {
  readonly #dependencies: CarrierDependencies;
  /** Lets time continue although the running task still waits for a delivery. */
  #stall: (() => void) | undefined;
  /** Attempts in progress. Each promise resolves when the attempt is settled or stalled. */
  readonly #attempts = new Set<Promise<void>>();

  constructor(dependencies: CarrierDependencies) {
    this.#dependencies = dependencies;
  }

  /** Resolves with the task, or with true as soon as one of its deliveries stalls. */
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

  /** True while a delivery is in progress: requests may then come from its handler. */
  get isCarrying(): boolean {
    return this.#attempts.size > 0;
  }

  /** Stalls the delivery in progress: a handler that waits for the world's clock would otherwise wait for ever. */
  noteSleep(): void {
    if (this.#attempts.size > 0) this.#stall?.();
  }

  /** Makes the delivery that is held back for reordering, when no other follows; false when there is none. */
  async flush(): Promise<boolean> {
    if (!this.#dependencies.modes.release()) return false;
    await yieldToEventLoop();
    await Promise.all(this.#attempts);
    await yieldToEventLoop();
    return true;
  }

  async send(request: DeliveryRequest): Promise<DeliveryOutcome> {
    const { modes } = this.#dependencies;
    const stall = this.#stall;
    if (modes.isHoldingNext) {
      const released = modes.hold();
      stall?.();
      await released;
    }
    const isBroken = modes.takeBadSignature();
    const sent = isBroken ? withBadSignature(request) : request;
    const outcome = await this.#attempt(sent, isBroken ? 'bad_signature' : null, stall);
    if (modes.isDuplicating) await this.#attempt(sent, 'duplicate', stall);
    modes.release();
    return outcome;
  }

  async #attempt(
    request: DeliveryRequest,
    tampering: CompletedDelivery['tampering'],
    stall: (() => void) | undefined,
  ): Promise<DeliveryOutcome> {
    const { clock, patience, onDelivered } = this.#dependencies;
    const startedAt = clock.now();
    let settle = () => {};
    const attempt = new Promise<void>((resolve) => {
      settle = resolve;
    });
    this.#attempts.add(attempt);
    const stopWaiting = afterRealTime(patience, () => {
      settle();
      stall?.();
    });
    const outcome = await new Promise<DeliveryOutcome>((resolve) => {
      const delivery = startDelivery(request, this.#dependencies);
      const cancel = clock.alarm(startedAt + request.timeout_ms, () => {
        delivery.abort();
        resolve(TIMEOUT);
      });
      void delivery.outcome.then((settled) => {
        cancel();
        resolve(settled);
      });
    });
    stopWaiting();
    this.#attempts.delete(attempt);
    settle();
    onDelivered({ request, outcome, startedAt, endedAt: clock.now(), tampering });
    return outcome;
  }
}
