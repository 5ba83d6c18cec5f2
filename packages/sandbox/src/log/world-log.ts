import { routeOf } from '../http/routes.ts';
import type { DeliveryEntry, LogEntry, RequestEntry } from './log-entry.ts';
import { maskUrl } from './mask.ts';

/** What is noted of a request while it is answered; the rest is worked out when the log is read. */
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
}

/** What is noted of a delivery. */
export interface DeliveryNote extends Omit<DeliveryEntry, 'kind' | 'sequence' | 'at' | 'url'> {
  readonly startedAt: number;
  readonly url: string;
}

/** Entries that are kept; the oldest go first, a quarter at a time. */
const CAPACITY = 100_000;

/**
 * What a world was asked and what it delivered, in order. Writing is cheap, and holds nothing back; reading masks
 * every secret. The same seed and the same calls give the same log, byte for byte.
 */
export class WorldLog {
  #notes: (RequestNote | DeliveryNote)[] = [];
  #dropped = 0;

  add(note: RequestNote | DeliveryNote): void {
    this.#notes.push(note);
    if (this.#notes.length < CAPACITY) return;
    this.#notes = this.#notes.slice(CAPACITY / 4);
    this.#dropped += CAPACITY / 4;
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
  };
}

function deliveryEntry({ startedAt, url, ...note }: DeliveryNote, sequence: number): DeliveryEntry {
  return {
    kind: 'delivery',
    sequence,
    at: new Date(startedAt).toISOString(),
    ...note,
    url: maskUrl(url),
  };
}
