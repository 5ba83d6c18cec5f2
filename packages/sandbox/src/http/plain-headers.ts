import type { HeaderReader } from '@firsthandapi/engine';
import type { HeaderPairs } from './sendable.ts';

/** Valid headers as `Headers` would read them. A request has few, so that looking through them is faster than a `Map`. */
export class PlainHeaders implements HeaderReader {
  readonly #names: string[] = [];
  readonly #values: string[] = [];

  /** @param defaultType The content type when none is given; undefined for none. */
  constructor(pairs: HeaderPairs, defaultType: string | undefined) {
    if (defaultType !== undefined) this.#set('content-type', defaultType);
    for (const [name, value] of pairs) this.#set(name.toLowerCase(), value);
  }

  get(name: string): string | null {
    const place = this.#names.indexOf(name);
    return place === -1 ? null : (this.#values[place] as string);
  }

  *entries(): Generator<readonly [string, string]> {
    for (const [place, name] of this.#names.entries()) yield [name, this.#values[place] as string];
  }

  /** A header that is given twice has both values, but for the content type, of which the last one counts. */
  #set(name: string, value: string): void {
    const place = this.#names.indexOf(name);
    if (place === -1) {
      this.#names.push(name);
      this.#values.push(value);
    } else if (name === 'content-type') this.#values[place] = value;
    else this.#values[place] = `${this.#values[place]}, ${value}`;
  }
}
