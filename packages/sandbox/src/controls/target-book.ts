import type { FetchHandler } from '../world/webhook-target.ts';

/** Webhook handlers of the application under test, by the URLs of their endpoints. */
export class TargetBook {
  #handlers = new Map<string, FetchHandler>();
  #named = 0;

  /** Returns a new URL for a handler that has none. */
  nextUrl(): string {
    this.#named += 1;
    return `https://application.sandbox.test/webhooks/${this.#named}`;
  }

  /**
   * Registers the handler of a URL.
   *
   * @throws TypeError when it is not a URL.
   */
  set(url: string, handler: FetchHandler): void {
    if (!URL.canParse(url)) {
      throw new TypeError(
        `Invalid url: ${JSON.stringify(url)}; pass the endpoint's complete URL, such as https://app.example/webhooks`,
      );
    }
    this.#handlers.set(new URL(url).href, handler);
  }

  /** Returns the handler of a URL, or undefined. */
  handlerFor(url: string): FetchHandler | undefined {
    return this.#handlers.get(url) ?? this.#handlers.get(new URL(url).href);
  }

  get isEmpty(): boolean {
    return this.#handlers.size === 0;
  }

  clear(): void {
    this.#handlers = new Map();
    this.#named = 0;
  }
}
