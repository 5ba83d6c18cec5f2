import type { Context } from '../command/context.ts';
import { plainText } from './plain-text.ts';
import { cutToWidth } from './text-width.ts';

const BAR = 24;
/** Puts the cursor at the start of the line and clears it. */
const CLEAR_LINE = '\r\u001b[2K';

/** Shows how far a long piece of work is, on standard error and only to a person. */
export class Progress {
  readonly #sink: Context['stderr'];
  #isShown = false;

  constructor({ stderr }: Pick<Context, 'stderr'>) {
    this.#sink = stderr;
  }

  /** Replaces the bar. */
  show(label: string, done: number, total: number): void {
    if (!this.#sink.isTerminal) return;
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const filled = Math.round(share * BAR);
    const text = `[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}] ${done}/${total} ${label}`;
    this.#sink.write(CLEAR_LINE + cutToWidth(plainText(text), (this.#sink.columns ?? 80) - 1));
    this.#isShown = true;
  }

  /** Removes the bar, so that what follows begins on a clean line. */
  clear(): void {
    if (this.#isShown) this.#sink.write(CLEAR_LINE);
    this.#isShown = false;
  }
}
