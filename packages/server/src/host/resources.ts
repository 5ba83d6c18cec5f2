/** What a server holds open, released in the reverse order of opening. */
export class Resources {
  readonly #releases: (() => unknown)[] = [];

  /** Registers how to release what was just opened. */
  add(release: () => unknown): void {
    this.#releases.push(release);
  }

  /** Releases everything, even when some of it fails, and then throws the first failure. */
  async release(): Promise<void> {
    const failures: unknown[] = [];
    for (const release of this.#releases.splice(0).reverse()) {
      try {
        await release();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
