/** How far the events of a key have been delivered, to continue in another process. */
export interface ListenPosition {
  /** Everything before it has been delivered. The service's own text, without meaning here. */
  readonly position: string;
  /** When the service gave it, in milliseconds since 1970. */
  readonly read_at: number;
  /** The ids of the last events that were delivered, some of which may come after the position. */
  readonly delivered: readonly string[];
}

/**
 * So many are remembered. When an application refuses one event and accepts more than this after it, and then `listen` is
 * started again, the earliest of those are delivered once more.
 */
const REMEMBERED = 1_000;

/** What one response has brought. */
interface Batch {
  /** The position that it was read from. */
  readonly before: string;
  readonly readAt: number;
  readonly open: Set<string>;
}

/** Keeps the position from which nothing that is still to be delivered is lost. */
export class ListenProgress {
  /** In order; the first has open events. */
  readonly #batches: Batch[] = [];
  readonly #batchOf = new Map<string, Batch>();
  readonly #delivered: Set<string>;
  #position: string | undefined;
  #readAt: number;

  constructor(from: ListenPosition | undefined) {
    this.#position = from?.position;
    this.#readAt = from?.read_at ?? 0;
    this.#delivered = new Set(from?.delivered);
  }

  /** Where to read on; `undefined` before anything was read. */
  get position(): string | undefined {
    return this.#position;
  }

  /** When the service gave the position, in milliseconds since 1970. */
  get readAt(): number {
    return this.#readAt;
  }

  /** Whether the event needs no delivery any more. */
  isDelivered(id: string): boolean {
    return this.#delivered.has(id);
  }

  /** Notes a response, with the ids of the events that are to be delivered. */
  advance(position: string, readAt: number, ids: readonly string[]): void {
    if (ids.length > 0) {
      const before = this.#position ?? position;
      const batch = { before, readAt: this.#readAt, open: new Set(ids) };
      this.#batches.push(batch);
      for (const id of ids) this.#batchOf.set(id, batch);
    }
    this.#position = position;
    this.#readAt = readAt;
  }

  /** Notes that an event has been delivered. */
  settle(id: string): void {
    this.#batchOf.get(id)?.open.delete(id);
    this.#batchOf.delete(id);
    this.#delivered.add(id);
    if (this.#delivered.size > REMEMBERED) this.#forgetFirst();
    while (this.#batches[0]?.open.size === 0) this.#batches.shift();
  }

  /**
   * Forgets everything: the service was reset, and events that are still open no longer exist.
   *
   * @param position where to read on; `undefined` when the next response says so
   */
  restart(position: string | undefined): void {
    this.#batches.length = 0;
    this.#batchOf.clear();
    this.#delivered.clear();
    this.#position = position;
  }

  /** Returns what to store; `undefined` before anything was read. */
  state(): ListenPosition | undefined {
    const [oldest] = this.#batches;
    const position = oldest?.before ?? this.#position;
    if (position === undefined) return undefined;
    const read_at = oldest?.readAt ?? this.#readAt;
    return { position, read_at, delivered: [...this.#delivered] };
  }

  #forgetFirst(): void {
    for (const id of this.#delivered) {
      this.#delivered.delete(id);
      return;
    }
  }
}
