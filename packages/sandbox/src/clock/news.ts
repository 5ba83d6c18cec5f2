import { afterRealTime } from './real-time.ts';

/** Tells those who wait in real time that something has happened. */
export class News {
  readonly #watchers = new Set<() => void>();
  #told = 0;

  /** How often something has happened. */
  get told(): number {
    return this.#told;
  }

  /** Wakes everybody who waits. */
  tell(): void {
    this.#told += 1;
    for (const watch of this.#watchers) watch();
  }

  /** Waits for real time, `settled`, or something new; true when the time has passed. */
  isNoneFor(milliseconds: number, settled: Promise<void>): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (hasPassed: boolean) => {
        cancel();
        this.#watchers.delete(watch);
        resolve(hasPassed);
      };
      const watch = () => end(false);
      const cancel = afterRealTime(milliseconds, () => end(true), { keepsAlive: true });
      this.#watchers.add(watch);
      void settled.then(watch);
    });
  }
}
