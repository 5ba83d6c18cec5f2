import type { Ids } from '../ports.ts';
import type { Instant } from '../time/instant.ts';
import { encodeBase62, encodeCrockford } from './encoding.ts';
import { createRandom, type Random } from './random.ts';

/** The state of a generator, as part of a snapshot. */
export interface IdsState {
  readonly counters: Readonly<Record<string, number>>;
  readonly secrets: number;
}

/**
 * Ids and secrets derived from a seed, the kind and a counter: the same calls return the same ids. `secretPrefix`
 * begins every secret, so that a host can identify the owner of a key.
 */
export class SeededIds implements Ids {
  readonly #seed: number;
  readonly #secretPrefix: string;
  readonly #floor: number;
  #counters = new Map<string, number>();
  #seedParts = new Map<string, string>();
  #secrets = 0;
  /** The time of the last id, and its text: most ids are made while the clock stands still. */
  #time = { now: 0, text: encodeCrockford(0, 10) };

  /** Counters begin after `floor`, so that two generators with one seed never return the same id. */
  constructor(seed: number, secretPrefix = '', floor = 0) {
    this.#seed = seed;
    this.#secretPrefix = secretPrefix;
    this.#floor = floor;
    this.#secrets = floor;
  }

  next(prefix: string, now: Instant): string {
    const count = Math.max(this.#counters.get(prefix) ?? 0, this.#floor) + 1;
    this.#counters.set(prefix, count);
    // The counter comes last, so that ids of one millisecond sort in order of creation.
    return `${prefix}_${this.#timePart(now)}${this.#seedPart(prefix)}${encodeCrockford(count, 8)}`;
  }

  secret(length: number): string {
    this.#secrets += 1;
    const random = createRandom(`${this.#seed}:secret:${this.#secrets}`);
    const rest = encodeBase62(random, length - this.#secretPrefix.length);
    return this.#secretPrefix + rest;
  }

  state(): IdsState {
    return { counters: Object.fromEntries(this.#counters), secrets: this.#secrets };
  }

  restore(state: IdsState): void {
    this.#counters = new Map(Object.entries(state.counters));
    this.#secrets = Math.max(state.secrets, this.#floor);
  }

  #timePart(now: Instant): string {
    if (now !== this.#time.now) this.#time = { now, text: encodeCrockford(now, 10) };
    return this.#time.text;
  }

  #seedPart(prefix: string): string {
    const known = this.#seedParts.get(prefix);
    if (known !== undefined) return known;
    const random: Random = createRandom(`${this.#seed}:${prefix}`);
    const part = encodeCrockford(Math.floor(random() * 2 ** 40), 8);
    this.#seedParts.set(prefix, part);
    return part;
  }
}
