import type { DeliveryEntry, LogEntry, RequestEntry } from '../world/log-entry.ts';
import type { CapturedExchange, Captures } from './captures.ts';
import { entryOf } from './entry-of-note.ts';
import type { Note } from './log-notes.ts';
import {
  type FoundEntry,
  type LogBounds,
  type LoggedLife,
  type LogPosition,
  type NewestRows,
  newestRows,
} from './log-rows.ts';

/** Bounds what is kept of earlier lives while a window shows them. */
const EARLIER_LIVES = 20;
const NOTES_OF_A_LIFE = 100;
/** Default number of entries that a log keeps. */
const DEFAULT_LIMIT = 100_000;

/**
 * The requests and deliveries of a world, in order. Writing is cheap, and reading masks every secret. The same seed and
 * the same calls give the same log, byte for byte.
 */
export class WorldLog {
  readonly #limit: number;
  readonly #captures: () => Captures | undefined;
  #notes: Note[] = [];
  #dropped = 0;
  #life = 1;
  #earlier: LoggedLife[] = [];

  /**
   * @param limit maximum number of entries. When it is reached, the oldest quarter is dropped. Default 100,000.
   * @param captures returns where the messages of requests and deliveries are kept, while a window shows them.
   */
  constructor(limit = DEFAULT_LIMIT, captures: () => Captures | undefined = () => undefined) {
    this.#limit = limit;
    this.#captures = captures;
  }

  /** True when messages are to be captured. */
  get isCapturing(): boolean {
    return this.#captures() !== undefined;
  }

  add(note: Note, exchange?: CapturedExchange): void {
    if (this.#notes.length >= this.#limit) this.#dropOldest();
    this.#notes.push(note);
    if (exchange !== undefined) this.#captures()?.set(note, exchange);
  }

  /** Number of entries since the log was cleared. */
  get total(): number {
    return this.#dropped + this.#notes.length;
  }

  /** Number of the current life, from 1. */
  get life(): number {
    return this.#life;
  }

  clear(): void {
    if (this.#captures() !== undefined && this.#notes.length > 0) this.#keepLife();
    this.#notes = [];
    this.#dropped = 0;
    this.#life += 1;
  }

  entries(): LogEntry[] {
    return this.#notes.map((note, index) => entryOf(note, this.#dropped + index + 1));
  }

  /**
   * Returns the newest entries of all lives that are kept, oldest first, and whether there are older ones.
   */
  rows(limit: number, bounds: LogBounds = {}): NewestRows {
    return newestRows([...this.#lives()], limit, bounds);
  }

  /** Returns an entry with its captured messages, or undefined when it is not kept. */
  find({ life, sequence }: LogPosition): FoundEntry | undefined {
    const found = [...this.#lives()].find((each) => each.life === life);
    const note = found?.notes[sequence - found.dropped - 1];
    if (note === undefined) return undefined;
    return { entry: entryOf(note, sequence), exchange: this.#captures()?.get(note) };
  }

  *#lives(): Generator<LoggedLife> {
    yield* this.#earlier;
    yield { life: this.#life, dropped: this.#dropped, notes: this.#notes };
  }

  #keepLife(): void {
    const notes = this.#notes.slice(-NOTES_OF_A_LIFE);
    const dropped = this.#dropped + this.#notes.length - notes.length;
    this.#earlier.push({ life: this.#life, dropped, notes });
    if (this.#earlier.length > EARLIER_LIVES) this.#earlier.shift();
  }

  #dropOldest(): void {
    const count = Math.ceil(this.#limit / 4);
    this.#notes = this.#notes.slice(count);
    this.#dropped += count;
  }

  deliveries(): DeliveryEntry[] {
    return this.entries().filter((entry) => entry.kind === 'delivery');
  }

  requests(): RequestEntry[] {
    return this.entries().filter((entry) => entry.kind === 'request');
  }
}
