import type { FetchHandler } from '../world/webhook-target.ts';

/** Handlers of the application under test, by the URLs of the endpoints that they stand behind. */
export class TargetBook {
  #handlers = new Map<string, FetchHandler>();
  #named = 0;

  /** A URL for the next handler that has none of its own. */
  nextUrl(): string {
    this.#named += 1;
    return `https://application.sandbox.test/webhooks/${this.#named}`;
  }

  /**
   * Puts a handler behind a URL.
   *
   * @throws TypeError when it is no URL.
   */
  set(url: string, handler: FetchHandler): void {
    if (!URL.canParse(url)) {
      throw new TypeError(
        `url: ${JSON.stringify(url)} is not a URL; give the endpoint's whole URL`,
      );
    }
    this.#handlers.set(new URL(url).href, handler);
  }

  /** The handler behind a URL, if there is one. */
  handlerFor(url: string): FetchHandler | undefined {
    return this.#handlers.get(url) ?? this.#handlers.get(new URL(url).href);
  }

  clear(): void {
    this.#handlers = new Map();
    this.#named = 0;
  }
}
