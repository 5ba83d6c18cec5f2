import {
  type OptionNames,
  requireBoolean,
  requireInteger,
  requireKnown,
} from '../values/check-options.ts';
import { parseDuration } from '../values/duration.ts';
import type { WebhookMode } from '../world/webhook-mode.ts';

const MODE_FIELDS: OptionNames<WebhookMode> = {
  duplicate: true,
  reorder: true,
  badSignature: true,
  delay: true,
};

/** The modes of a world's deliveries, and the delivery that is held back for reordering. */
export class WebhookModes {
  #duplicate = false;
  #reorder = false;
  #badSignatures = 0;
  #delay = 0;
  #release: (() => void) | undefined;

  /**
   * Sets the modes that are given.
   *
   * @throws TypeError when a field is unknown or invalid; the message names it.
   */
  set(mode: WebhookMode): void {
    requireMode(mode);
    if (mode.duplicate !== undefined) this.#duplicate = mode.duplicate;
    if (mode.reorder !== undefined) this.#reorder = mode.reorder;
    if (mode.badSignature !== undefined) this.#badSignatures = mode.badSignature;
    if (mode.delay !== undefined) this.#delay = parseDuration(mode.delay, 'delay');
    if (!this.#reorder) this.release();
  }

  /** Time between an event and its first delivery, in milliseconds. */
  get delay(): number {
    return this.#delay;
  }

  /** True when each delivery is sent twice. */
  get isDuplicating(): boolean {
    return this.#duplicate;
  }

  /** Returns true when the next delivery gets a broken signature, and counts it. */
  takeBadSignature(): boolean {
    if (this.#badSignatures <= 0) return false;
    this.#badSignatures -= 1;
    return true;
  }

  /** True when the next delivery waits for the one after it. */
  get isHoldingNext(): boolean {
    return this.#reorder && this.#release === undefined;
  }

  /** Resolves when the next delivery has been made. */
  hold(): Promise<void> {
    return new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  /** Releases the delivery that is held back; false when there is none. */
  release(): boolean {
    const release = this.#release;
    this.#release = undefined;
    release?.();
    return release !== undefined;
  }

  /** The modes as plain JSON, without a delivery that is held back. */
  state(): Required<WebhookMode> {
    return {
      duplicate: this.#duplicate,
      reorder: this.#reorder,
      badSignature: this.#badSignatures,
      delay: this.#delay,
    };
  }
}

function requireMode(mode: WebhookMode): void {
  requireKnown(mode, MODE_FIELDS, 'webhook mode');
  requireBoolean(mode.duplicate, 'duplicate');
  requireBoolean(mode.reorder, 'reorder');
  if (mode.badSignature !== undefined) requireInteger(mode.badSignature, 0, 'badSignature');
  if (mode.delay !== undefined) parseDuration(mode.delay, 'delay');
}
