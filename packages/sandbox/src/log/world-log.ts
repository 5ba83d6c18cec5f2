import type { RowChange } from '@firsthandapi/engine/memory';
import type { DeliveryEntry, LogEntry, RequestEntry } from '../world/log-entry.ts';
import { routeOf } from '../world/routes.ts';
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
  readonly changes: readonly RowChange[];
}

/** What is recorded of a delivery. */
export interface DeliveryNote extends Omit<DeliveryEntry, 'kind' | 'sequence' | 'at' | 'url'> {
  readonly startedAt: number;
  readonly url: string;
  /** The stack of `error`, or empty. Not part of the entry, which is equal on every machine. */
  readonly stack: string;
}

/** Default number of entries that a log keeps. */
const DEFAULT_LIMIT = 100_000;

/**
 * The requests and deliveries of a world, in order. Writing is cheap, and reading masks every secret. The same seed and
 * the same calls give the same log, byte for byte.
 */
export class WorldLog {
  readonly #limit: number;
  #notes: (RequestNote | DeliveryNote)[] = [];
  #dropped = 0;

  /**
   * @param limit maximum number of entries. When it is reached, the oldest quarter is dropped. Default 100,000.
   */
  constructor(limit = DEFAULT_LIMIT) {
    this.#limit = limit;
  }

  add(note: RequestNote | DeliveryNote): void {
    if (this.#notes.length >= this.#limit) this.#dropOldest();
    this.#notes.push(note);
  }

  /** Number of entries since the log was cleared. */
  get total(): number {
    return this.#dropped + this.#notes.length;
  }

  clear(): void {
    this.#notes = [];
    this.#dropped = 0;
  }

  entries(): LogEntry[] {
    return this.#notes.map((note, index) => {
      const sequence = this.#dropped + index + 1;
      return 'startedAt' in note ? deliveryEntry(note, sequence) : requestEntry(note, sequence);
    });
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

function requestEntry(note: RequestNote, sequence: number): RequestEntry {
  const [path = ''] = note.path.split('?');
  return {
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
