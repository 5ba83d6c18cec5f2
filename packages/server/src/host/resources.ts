/** Open resources of a server, released in reverse order of acquisition. */
export class Resources {
  readonly #releases: (() => unknown)[] = [];

  /** Registers the release of a resource that was just acquired. */
  add(release: () => unknown): void {
    this.#releases.push(release);
  }

  /** Releases everything, even when some releases fail, and then throws the first failure. */
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
