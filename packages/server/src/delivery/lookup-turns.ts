/** Lookups of one organization at once, so that many dead names do not crowd out the others. */
const MOST_PER_ORGANIZATION = 4;
const MOST_WAITING_PER_ORGANIZATION = 64;

/** Lookups under way and waiting, of one organization. */
interface Share {
  running: number;
  readonly waiting: (() => void)[];
}

/** Lets each organization look up a few host names at once. */
export class LookupTurns {
  readonly #shares = new Map<string, Share>();

  /** Does the work of an organization once it is its turn. Throws when too much of it waits already. */
  async take<T>(organizationId: string, work: () => Promise<T>): Promise<T> {
    const share = this.#shares.get(organizationId) ?? { running: 0, waiting: [] };
    this.#shares.set(organizationId, share);
    if (share.running >= MOST_PER_ORGANIZATION) await placeIn(share);
    else share.running += 1;
    try {
      return await work();
    } finally {
      const next = share.waiting.shift();
      // The next one takes over this place.
      if (next !== undefined) next();
      else share.running -= 1;
      if (share.running === 0) this.#shares.delete(organizationId);
    }
  }
}

function placeIn({ waiting }: Share): Promise<void> {
  if (waiting.length >= MOST_WAITING_PER_ORGANIZATION) {
    throw new Error('Too many host names of this organization are being looked up');
  }
  return new Promise((resolve) => waiting.push(resolve));
}
