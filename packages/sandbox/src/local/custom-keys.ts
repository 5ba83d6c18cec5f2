import { bearerKey, environmentOfKey } from './world-tag.ts';

/** API keys that the caller chose, and the tags of the worlds that they select. */
export class CustomKeys {
  readonly #shared: string | undefined;
  readonly #worlds = new Map<string, string>();

  /**
   * @param shared the sandbox's key. Every world accepts it from code that runs in that world.
   * @throws TypeError when it does not have the form of an API key.
   */
  constructor(shared: string | undefined) {
    if (shared !== undefined) environmentOfKey(shared, 'apiKey');
    this.#shared = shared;
  }

  /**
   * Returns the key that selects a new world: the requested one, or else the sandbox's while no world has it.
   *
   * @throws TypeError when the requested key does not have the form of an API key, or selects another world.
   */
  claim(requested: string | undefined, tag: string): string | undefined {
    const key = requested ?? this.#shared;
    if (key === undefined) return undefined;
    environmentOfKey(key, 'apiKey');
    if (!this.#worlds.has(key)) {
      this.#worlds.set(key, tag);
      return key;
    }
    if (requested === undefined) return undefined;
    throw new TypeError(
      'Invalid apiKey: another world of this sandbox has it; give each world its own',
    );
  }

  /** Returns the chosen keys of a world: the sandbox's and the one that the world claimed. */
  keysOf(claimed: string | undefined): readonly string[] {
    return [...new Set([this.#shared, claimed])].filter((key) => key !== undefined);
  }

  /** Returns the tag of the world that the key of an `Authorization` header selects, or undefined. */
  worldOf(authorization: string): string | undefined {
    if (this.#worlds.size === 0) return undefined;
    return this.#worlds.get(bearerKey(authorization) ?? '');
  }

  /** Releases the keys of a world that has ended. */
  release(tag: string): void {
    for (const [key, owner] of this.#worlds) if (owner === tag) this.#worlds.delete(key);
  }
}
