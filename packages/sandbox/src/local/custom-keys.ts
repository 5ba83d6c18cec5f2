import { bearerKey, environmentOfKey } from '../world/world-tag.ts';

/** API keys of the caller's own, and the worlds that they lead to, by tag. */
export class OwnKeys {
  readonly #shared: string | undefined;
  readonly #worlds = new Map<string, string>();

  /**
   * @param shared the sandbox's key: every world takes it from code that runs in it.
   * @throws TypeError when it has no key's form.
   */
  constructor(shared: string | undefined) {
    if (shared !== undefined) environmentOfKey(shared, 'apiKey');
    this.#shared = shared;
  }

  /**
   * The key that leads to a new world: the one asked for, else the sandbox's where no world has it yet.
   *
   * @throws TypeError when the key asked for has no key's form, or leads to another world.
   */
  claim(asked: string | undefined, tag: string): string | undefined {
    const key = asked ?? this.#shared;
    if (key === undefined) return undefined;
    environmentOfKey(key, 'apiKey');
    if (!this.#worlds.has(key)) {
      this.#worlds.set(key, tag);
      return key;
    }
    if (asked === undefined) return undefined;
    throw new TypeError('apiKey: another world of this sandbox has it; give each world its own');
  }

  /** The keys of the caller's own that open a world: the sandbox's and the one it claimed. */
  opening(claimed: string | undefined): readonly string[] {
    return [...new Set([this.#shared, claimed])].filter((key) => key !== undefined);
  }

  /** The tag of the world that the key of an `Authorization` header leads to, if it is one of these. */
  worldOf(authorization: string): string | undefined {
    if (this.#worlds.size === 0) return undefined;
    return this.#worlds.get(bearerKey(authorization) ?? '');
  }

  /** Lets the keys of a world that has ended go. */
  release(tag: string): void {
    for (const [key, owner] of this.#worlds) if (owner === tag) this.#worlds.delete(key);
  }
}
