/** A delivery attempt, as the world's clock sees it: it runs, waits for the clock, or is over. */
export class Attempt {
  /** True when the receiver is a handler in this process, whose waits can be attributed to it. */
  readonly isInProcess: boolean;
  /** Lets the clock continue without the receiver. */
  readonly #stall: () => void;
  readonly #onChange: () => void;
  #waits = 0;
  #isOver = false;

  constructor(isInProcess: boolean, stall: () => void, onChange: () => void) {
    this.isInProcess = isInProcess;
    this.#stall = stall;
    this.#onChange = onChange;
  }

  /** True while the clock has to wait for the receiver. */
  get isRunning(): boolean {
    return !this.#isOver && this.#waits === 0;
  }

  /** The receiver waits for the world's clock, so the clock must not wait for it. Returns how the wait ends. */
  beginWait(): () => void {
    this.#waits += 1;
    this.#stall();
    this.#onChange();
    let isWaiting = true;
    return () => {
      if (isWaiting) this.#waits -= 1;
      isWaiting = false;
    };
  }

  /** The receiver has responded. */
  settle(): void {
    this.#isOver = true;
    this.#onChange();
  }

  /** The clock does not wait for the receiver any longer. */
  abandon(): void {
    this.#isOver = true;
    this.#stall();
    this.#onChange();
  }
}
