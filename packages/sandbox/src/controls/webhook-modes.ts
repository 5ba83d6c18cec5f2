import { type Duration, parseDuration } from '../world/duration.ts';

/** How deliveries misbehave; what is not named stays as it is. */
export interface WebhookMode {
  /** Send each delivery twice, as at-least-once delivery may. */
  readonly duplicate?: boolean;
  /** Deliver pairs of events in the wrong order. */
  readonly reorder?: boolean;
  /** Break the signature of the next n deliveries. */
  readonly badSignature?: number;
  /** Deliver each event this long after it happened, on the world's clock. */
  readonly delay?: Duration;
}

/** The modes of a world's deliveries, and what they still have to do. */
export class WebhookModes {
  #duplicate = false;
  #reorder = false;
  #badSignatures = 0;
  #delay = 0;
  #heldBack: (() => void) | undefined;

  set(mode: WebhookMode): void {
    if (mode.duplicate !== undefined) this.#duplicate = mode.duplicate;
    if (mode.reorder !== undefined) this.#reorder = mode.reorder;
    if (mode.badSignature !== undefined) this.#badSignatures = mode.badSignature;
    if (mode.delay !== undefined) this.#delay = parseDuration(mode.delay, 'delay');
    if (!this.#reorder) this.letGo();
  }

  /** Back to well-behaved deliveries. */
  clear(): void {
    this.set({ duplicate: false, reorder: false, badSignature: 0, delay: 0 });
  }

  /** How long after its event a delivery begins, in milliseconds. */
  get delay(): number {
    return this.#delay;
  }

  takeDuplicate(): boolean {
    return this.#duplicate;
  }

  takeBadSignature(): boolean {
    if (this.#badSignatures <= 0) return false;
    this.#badSignatures -= 1;
    return true;
  }

  /** Whether the delivery is to be held back until the next one was made. */
  takeReorder(): boolean {
    return this.#reorder && this.#heldBack === undefined;
  }

  /** Waits until another delivery was made; `onHeld` lets time go on meanwhile. */
  holdBack(onHeld: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.#heldBack = resolve;
      onHeld();
    });
  }

  /** Lets the delivery go that is held back, and says whether there was one. */
  letGo(): boolean {
    const release = this.#heldBack;
    this.#heldBack = undefined;
    release?.();
    return release !== undefined;
  }

  /** Everything but a delivery that is held back, as plain JSON. */
  state(): Required<WebhookMode> {
    return {
      duplicate: this.#duplicate,
      reorder: this.#reorder,
      badSignature: this.#badSignatures,
      delay: this.#delay,
    };
  }
}
