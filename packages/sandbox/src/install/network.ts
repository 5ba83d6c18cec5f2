import { syncBuiltinESMExports } from 'node:module';
import { http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import type { Sandbox } from '../world/sandbox.ts';
import { CANARY_URL, requireInterception, respondToCanary } from './canary.ts';
import { handlers, urlsOf } from './handlers.ts';
import { type NetworkRules, passes, respondToOtherHosts, unhandledFrame } from './network-rules.ts';
import { markNetwork, requireNoOtherNetwork } from './other-network.ts';
import { interceptUndici } from './undici-requests.ts';

export { handlers } from './handlers.ts';

/** Routes the process's requests to a sandbox. */
export interface SandboxNetwork {
  /** True from a successful `listen` until `close`. */
  readonly isListening: boolean;
  /**
   * Starts intercepting requests, and proves it with one request of `fetch` and one of `node:http`.
   *
   * @throws Error when another MSW server listens, or one of the two requests is not intercepted.
   */
  listen(): Promise<void>;
  reset(): void;
  close(): void;
}

/** Creates a network on MSW's `setupServer`, of either major version. */
export function createNetwork(sandbox: Sandbox, rules: NetworkRules): SandboxNetwork {
  const nonce = crypto.randomUUID();
  const isAllowed = (url: string) => passes(url, rules);
  const server = setupServer(
    http.all(CANARY_URL, ({ request }) => respondToCanary(request, nonce)),
    ...handlers(sandbox),
    http.all('*', ({ request }) =>
      isAllowed(request.url) ? passthrough() : respondToOtherHosts(request, rules),
    ),
  );
  const ownUrls = urlsOf(sandbox);
  const undici = interceptUndici(
    (url) =>
      ownUrls.some((urls) => urls.test(url)) || !(rules.unhandled === 'bypass' || isAllowed(url)),
  );
  let isListening = false;
  const close = () => {
    if (!isListening) return;
    isListening = false;
    undici.stop();
    server.close();
    syncBuiltinESMExports();
    markNetwork(false);
  };
  return {
    get isListening() {
      return isListening;
    },
    async listen() {
      requireNoOtherNetwork();
      // MSW 2 reads the first name and MSW 3 the second; both ignore unknown names.
      server.listen({
        onUnhandledRequest: rules.unhandled,
        onUnhandledFrame: unhandledFrame(rules.unhandled, isAllowed),
      } as never);
      // MSW replaces `request` on Node's modules; `import { request } from 'node:https'` sees it only after this.
      syncBuiltinESMExports();
      undici.start();
      markNetwork(true);
      isListening = true;
      try {
        await requireInterception(nonce);
      } catch (error) {
        close();
        throw error;
      }
    },
    reset: () => server.resetHandlers(),
    close,
  };
}
