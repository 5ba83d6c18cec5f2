/** An AbortSignal as React Native's polyfill makes it: without a reason, `any` or `timeout`. */
class PlainAbortSignal extends EventTarget {
  aborted = false;
}

class PlainAbortController {
  readonly signal = new PlainAbortSignal();

  abort(): void {
    if (this.signal.aborted) return;
    this.signal.aborted = true;
    this.signal.dispatchEvent(new Event('abort'));
  }
}

/** Fetches with whole responses only: they have no stream. */
async function fetchWithoutStreams(url: string, init: RequestInit = {}): Promise<object> {
  const controller = new AbortController();
  init.signal?.addEventListener('abort', () => controller.abort());
  const response = await fetch(url, { ...init, signal: controller.signal });
  const text = await response.text();
  const { status, ok, headers } = response;
  return { status, ok, headers, text: async () => text, json: async () => JSON.parse(text) };
}

/**
 * Returns the globals of React Native that matter to a client: no streams, no TextDecoder, no Node modules, and
 * random numbers only if the application has loaded the polyfill for them.
 */
export function reactNativeGlobals({ hasRandomness }: { hasRandomness: boolean }): object {
  const globals = {
    ...{ setTimeout, clearTimeout, performance, console, TextEncoder },
    fetch: fetchWithoutStreams,
    AbortController: PlainAbortController,
    AbortSignal: PlainAbortSignal,
    navigator: { product: 'ReactNative' },
    process: { env: { NODE_ENV: 'production' } },
  };
  if (!hasRandomness) return globals;
  const getRandomValues = (array: Uint8Array) => crypto.getRandomValues(array);
  return { ...globals, crypto: { getRandomValues } };
}
