/** Work of an owner, such as an organization; of no owner when it may concern any of them. */
export interface Owned {
  readonly owner: string | undefined;
}

/** Owners whose last turn is remembered. An older one comes first again, as a new one does. */
const REMEMBERED_OWNERS = 10_000;
/** Work without an owner is the service's own, on behalf of many: it gets this many turns where an owner gets one. */
const TURNS_OF_UNOWNED = 8;
const UNOWNED = '';

/** A queue that is fair by owner: the one that has waited longest for a turn comes next, however much the others queue. */
export class FairQueue<Item extends Owned> {
  readonly #queues = new Map<string, Item[]>();
  /** The number of each owner's last turn, in the order of these. */
  readonly #lastTurns = new Map<string, number>();
  #turn = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(item: Item): void {
    this.#queueOf(item).push(item);
    this.#size += 1;
  }

  /** Adds items before everything else of their owners, whose turn comes next. */
  addFirst(items: readonly Item[]): void {
    for (const item of items.toReversed()) {
      this.#queueOf(item).unshift(item);
      this.#lastTurns.delete(ownerOf(item));
    }
    this.#size += items.length;
  }

  /** Removes and returns up to `count` items: one of each owner, then a second one, and so on. */
  take(count: number): Item[] {
    const taken: Item[] = [];
    while (taken.length < count && this.#size > 0) {
      for (const owner of this.#ownersInTurn()) {
        const turns = owner === UNOWNED ? TURNS_OF_UNOWNED : 1;
        taken.push(...this.#takeOf(owner, Math.min(turns, count - taken.length)));
        if (taken.length === count) break;
      }
    }
    return taken;
  }

  /** Removes and returns everything. */
  drain(): Item[] {
    return this.take(this.#size);
  }

  #queueOf(item: Item): Item[] {
    const owner = ownerOf(item);
    const queue = this.#queues.get(owner) ?? [];
    this.#queues.set(owner, queue);
    return queue;
  }

  #ownersInTurn(): string[] {
    const lastTurn = (owner: string) => this.#lastTurns.get(owner) ?? 0;
    return [...this.#queues.keys()].sort((one, other) => lastTurn(one) - lastTurn(other));
  }

  #takeOf(owner: string, count: number): Item[] {
    const queue = this.#queues.get(owner) ?? [];
    const taken = queue.splice(0, count);
    if (queue.length === 0) this.#queues.delete(owner);
    this.#size -= taken.length;
    this.#noteTurn(owner);
    return taken;
  }

  #noteTurn(owner: string): void {
    this.#turn += 1;
    // Deleted first, so that the map stays in the order of turns.
    this.#lastTurns.delete(owner);
    this.#lastTurns.set(owner, this.#turn);
    if (this.#lastTurns.size <= REMEMBERED_OWNERS) return;
    for (const oldest of this.#lastTurns.keys()) {
      this.#lastTurns.delete(oldest);
      return;
    }
  }
}

function ownerOf({ owner }: Owned): string {
  return owner ?? UNOWNED;
}
