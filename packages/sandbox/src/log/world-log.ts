import type { RowChange } from '@firsthandapi/engine/memory';
import type { DeliveryEntry, LogEntry, RequestEntry } from '../world/log-entry.ts';
import { routeOf } from '../world/routes.ts';
import type { CapturedExchange, Captures } from './captures.ts';
import { maskSecrets, maskUrl } from './mask.ts';
import { stateChanges } from './state-changes.ts';

/** What is recorded of a request while it is answered. The rest is derived when the log is read. */
export interface RequestNote {
  readonly at: number;
  readonly endedAt: number;
  readonly method: string;
  readonly path: string;
  readonly isDownload: boolean;
  readonly idempotencyKey: string | null;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly replayed: boolean;
  readonly fault: string | null;
  /** The body of an error response. */
  readonly errorBody: string | null;
  /** The stack of an internal error, or empty. Not part of the entry, which is equal on every machine. */
  readonly stack: string;
  readonly changes: readonly RowChange[];
}

/** What is recorded of a delivery. */
export interface DeliveryNote extends Omit<DeliveryEntry, 'kind' | 'sequence' | 'at' | 'url'> {
  readonly startedAt: number;
  readonly url: string;
  /** The stack of `error`, or empty. Not part of the entry, which is equal on every machine. */
  readonly stack: string;
}

type Note = RequestNote | DeliveryNote;

/** Where an entry stands among those of all lives of a world. Each reset begins a life. */
export interface LogPosition {
  readonly life: number;
  readonly sequence: number;
}

/** An entry with the life of the world that it belongs to. */
export interface LogRow {
  readonly life: number;
  readonly entry: LogEntry;
}

/** An earlier life, of which a window shows the end. */
interface EarlierLife {
  readonly life: number;
  readonly dropped: number;
  readonly notes: readonly Note[];
}

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
  #earlier: EarlierLife[] = [];

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
   *
   * @param after only entries after this position
   * @param before only entries before this position
   */
  rows(
    limit: number,
    { after, before }: { readonly after?: LogPosition; readonly before?: LogPosition } = {},
  ): { readonly rows: readonly LogRow[]; readonly hasMore: boolean } {
    const rows: LogRow[] = [];
    for (const { life, dropped, notes } of [...this.#lives()].reverse()) {
      for (let index = notes.length - 1; index >= 0; index -= 1) {
        const position = { life, sequence: dropped + index + 1 };
        if (before !== undefined && !precedes(position, before)) continue;
        const isWanted = after === undefined || precedes(after, position);
        if (!isWanted || rows.length === limit) {
          return { rows: rows.reverse(), hasMore: isWanted };
        }
        rows.push({ life, entry: entryOf(notes[index] as Note, position.sequence) });
      }
    }
    return { rows: rows.reverse(), hasMore: false };
  }

  /** Returns an entry with its captured messages, or undefined when it is not kept. */
  find({
    life,
    sequence,
  }: LogPosition):
    | { readonly entry: LogEntry; readonly exchange: CapturedExchange | undefined }
    | undefined {
    const found = [...this.#lives()].find((each) => each.life === life);
    const note = found?.notes[sequence - found.dropped - 1];
    if (note === undefined) return undefined;
    return { entry: entryOf(note, sequence), exchange: this.#captures()?.get(note) };
  }

  *#lives(): Generator<EarlierLife> {
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

function precedes(one: LogPosition, other: LogPosition): boolean {
  return one.life === other.life ? one.sequence < other.sequence : one.life < other.life;
}

function entryOf(note: Note, sequence: number): LogEntry {
  return 'startedAt' in note ? deliveryEntry(note, sequence) : requestEntry(note, sequence);
}

function requestEntry(note: RequestNote, sequence: number): RequestEntry {
  const [path = ''] = note.path.split('?');
  const entry: RequestEntry = {
    kind: 'request',
    sequence,
    at: new Date(note.at).toISOString(),
    method: note.method,
    path: maskUrl(note.path),
    route: note.isDownload ? `${note.method} files` : (routeOf(note.method, path) ?? null),
    idempotency_key: note.idempotencyKey,
    duration_ms: note.endedAt - note.at,
    status: note.status,
    request_id: note.requestId,
    replayed: note.replayed,
    fault: note.fault,
    error: note.errorBody === null ? null : errorMessage(note.errorBody),
    changes: stateChanges(note.changes),
  };
  if (note.stack !== '') stacks.set(entry, maskSecrets(note.stack));
  return entry;
}

function errorMessage(body: string): string | null {
  const { error } = JSON.parse(body) as { error?: { message?: string } };
  return error?.message === undefined ? null : maskSecrets(error.message);
}

function deliveryEntry(
  { startedAt, url, stack, error, ...note }: DeliveryNote,
  sequence: number,
): DeliveryEntry {
  const entry: DeliveryEntry = {
    kind: 'delivery',
    sequence,
    at: new Date(startedAt).toISOString(),
    ...note,
    error: error === null ? null : maskSecrets(error),
    url: maskUrl(url),
  };
  if (stack !== '') stacks.set(entry, maskSecrets(stack));
  return entry;
}

const stacks = new WeakMap<LogEntry, string>();

/** Returns the stack of the error in an entry of this process's log, or undefined. */
export function stackOf(entry: LogEntry): string | undefined {
  return stacks.get(entry);
}
