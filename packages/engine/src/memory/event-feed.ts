import type { EventFeed, FeedEntry } from '../store/event-feed.ts';
import type { EventRecord } from '../store/records.ts';
import type { Scope } from '../store/scope.ts';
import type { MemoryTable } from './table.ts';

/** The positions of events, as part of a snapshot. */
export interface FeedState {
  readonly last: number;
  readonly positions: Readonly<Record<string, number>>;
}

const FEWEST_CROWDED = 1_000;

/** The events of one scope, in order of position. */
interface Line {
  entries: FeedEntry[];
  /** The number of entries from which those of deleted events are removed. */
  crowded: number;
}

/** Transactions run one after the other, so that the order in which events are inserted is that of their commits. */
export class MemoryEventFeed implements EventFeed {
  readonly #events: MemoryTable<EventRecord>;
  readonly #lines = new Map<string, Line>();
  #last = 0;

  constructor(events: MemoryTable<EventRecord>) {
    this.#events = events;
  }

  /** Called with each new event. */
  note(event: EventRecord): void {
    this.#last += 1;
    this.#add(event, this.#last);
  }

  async frontier(): Promise<number> {
    return this.#last + 1;
  }

  async list(scope: Scope, after: FeedEntry, limit: number): Promise<readonly FeedEntry[]> {
    const entries = this.#lines.get(keyOf(scope))?.entries ?? [];
    const found: FeedEntry[] = [];
    for (let index = firstAfter(entries, after); index < entries.length; index += 1) {
      if (found.length >= limit) break;
      const entry = entries[index] as FeedEntry;
      if (this.#events.peek(entry.id) !== undefined) found.push(entry);
    }
    return found;
  }

  state(): FeedState {
    const positions: Record<string, number> = {};
    for (const { entries } of this.#lines.values()) {
      for (const { id, position } of entries) {
        if (this.#events.peek(id) !== undefined) positions[id] = position;
      }
    }
    return { last: this.#last, positions };
  }

  /** Places the events of a snapshot. One from before there were positions has them in order of id. */
  restore(events: readonly EventRecord[], state: FeedState | undefined): void {
    this.#lines.clear();
    this.#last = state?.last ?? 0;
    for (const event of events) {
      const position = state?.positions[event.id];
      if (position === undefined) this.note(event);
      else this.#add(event, position);
    }
    for (const { entries } of this.#lines.values()) entries.sort(inOrder);
  }

  #add(event: EventRecord, position: number): void {
    const key = keyOf(event);
    let line = this.#lines.get(key);
    if (line === undefined) {
      line = { entries: [], crowded: FEWEST_CROWDED };
      this.#lines.set(key, line);
    }
    line.entries.push({ position, id: event.id });
    if (line.entries.length > line.crowded) this.#thin(line);
  }

  #thin(line: Line): void {
    line.entries = line.entries.filter(({ id }) => this.#events.peek(id) !== undefined);
    line.crowded = Math.max(FEWEST_CROWDED, 2 * line.entries.length);
  }
}

function keyOf({ organization_id, environment }: Scope): string {
  return `${organization_id}:${environment}`;
}

function inOrder(one: FeedEntry, other: FeedEntry): number {
  return one.position - other.position;
}

/** No two entries share a position here, so that the id does not matter. */
function firstAfter(entries: readonly FeedEntry[], { position }: FeedEntry): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as FeedEntry).position <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
