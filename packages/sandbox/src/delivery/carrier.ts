import type { DeliveryOutcome, DeliveryRequest, Instant, Sender } from '@firsthandapi/engine';
import { afterRealTime, turn } from '../clock/real-time.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { WebhookModes } from '../controls/webhook-modes.ts';
import { withBadSignature } from './bad-signature.ts';
import { carry, type Destinations } from './carry.ts';

/** What came of one delivery, as the log keeps it. */
export interface CarriedDelivery {
  readonly request: DeliveryRequest;
  readonly outcome: DeliveryOutcome;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** Whether it was sent a second time on purpose, or with a signature broken on purpose. */
  readonly tampering: 'duplicate' | 'bad_signature' | null;
}

export interface CarrierParts extends Destinations {
  readonly clock: VirtualClock;
  /** Real milliseconds that a handler has before virtual time goes on without its answer. */
  readonly patience: number;
  readonly modes: WebhookModes;
  readonly onDelivered: (delivery: CarriedDelivery) => void;
}

const TIMEOUT: DeliveryOutcome = { status_code: null, reason: 'timeout' };

/**
 * Carries a world's webhooks to the application under test. An attempt times out on the world's clock. A handler
 * that gives no answer in real time does not stop that clock: it is `stalled`, and time moves on to the timeout.
 */
export class Carrier implements Sender {
  readonly #parts: CarrierParts;
  /** Lets time go on although the running task still waits for a delivery. */
  #stall: (() => void) | undefined;
  /** Attempts under way; each resolves when it is settled or stalled. */
  readonly #attempts = new Set<Promise<void>>();

  constructor(parts: CarrierParts) {
    this.#parts = parts;
  }

  /** Resolves with the task, or with true as soon as a delivery in it has stalled. */
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

  /** Whether a delivery is under way: what is asked meanwhile may be asked by its handler. */
  get isCarrying(): boolean {
    return this.#attempts.size > 0;
  }

  /** Somebody waits for the world's clock: a handler that does would wait for ever if time stood still for it. */
  noteSleep(): void {
    if (this.#attempts.size > 0) this.#stall?.();
  }

  /** Makes the delivery that is held back for a next one that does not come; false when there is none. */
  async flush(): Promise<boolean> {
    if (!this.#parts.modes.letGo()) return false;
    await turn();
    await Promise.all(this.#attempts);
    await turn();
    return true;
  }

  async send(request: DeliveryRequest): Promise<DeliveryOutcome> {
    const { modes } = this.#parts;
    const stall = this.#stall;
    if (modes.takeReorder()) await modes.holdBack(() => stall?.());
    const isBroken = modes.takeBadSignature();
    const sent = isBroken ? withBadSignature(request) : request;
    const outcome = await this.#attempt(sent, isBroken ? 'bad_signature' : null, stall);
    if (modes.takeDuplicate()) await this.#attempt(sent, 'duplicate', stall);
    modes.letGo();
    return outcome;
  }

  async #attempt(
    request: DeliveryRequest,
    tampering: CarriedDelivery['tampering'],
    stall: (() => void) | undefined,
  ): Promise<DeliveryOutcome> {
    const { clock, patience, onDelivered } = this.#parts;
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
      const carried = carry(request, this.#parts);
      const cancel = clock.alarm(startedAt + request.timeout_ms, () => {
        carried.giveUp();
        resolve(TIMEOUT);
      });
      void carried.outcome.then((answer) => {
        cancel();
        resolve(answer);
      });
    });
    stopWaiting();
    this.#attempts.delete(attempt);
    settle();
    onDelivered({ request, outcome, startedAt, endedAt: clock.now(), tampering });
    return outcome;
  }
}
