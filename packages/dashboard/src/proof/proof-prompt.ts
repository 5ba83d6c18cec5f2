import { type ReadonlySignal, signal } from '@preact/signals';

/** Asks the person for a proof of who is there, once for all requests that wait for it. */
export class ProofPrompt {
  readonly #isOpen = signal(false);
  #asked: Promise<boolean> | undefined;
  #answer: ((isProven: boolean) => void) | undefined;

  /** Whether the question is shown. */
  get isOpen(): ReadonlySignal<boolean> {
    return this.#isOpen;
  }

  /** Resolves to whether they have proven it. */
  ask(): Promise<boolean> {
    this.#asked ??= new Promise((resolve) => {
      this.#answer = resolve;
    });
    this.#isOpen.value = true;
    return this.#asked;
  }

  /** Ends the question: they have proven it, or do not want to. */
  settle(isProven: boolean): void {
    this.#isOpen.value = false;
    this.#answer?.(isProven);
    this.#asked = undefined;
  }
}
