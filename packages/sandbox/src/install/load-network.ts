/** What intercepts requests. */
export type NetworkModule = typeof import('./network.ts');

/**
 * Loads what intercepts requests. It needs MSW, which need not be installed for anything else.
 *
 * @throws Error that says what to install, when MSW is missing or too old.
 */
export async function loadNetwork(): Promise<NetworkModule> {
  try {
    return await import('./network.ts');
  } catch (cause) {
    const { code, message } = Object(cause) as { code?: unknown; message?: unknown };
    if (!/\bmsw\b/.test(String(message))) throw cause;
    // ES modules without a name that is imported are a SyntaxError.
    const isMissing = /MODULE_NOT_FOUND$/.test(String(code));
    throw new Error(
      `Cannot install the sandbox: ${isMissing ? 'msw is not installed' : 'this version of msw is not supported'}. ` +
        'Run npm install --save-dev msw (2.11 or later, or 3), or pass fetch: world.fetch to the client, which needs no MSW',
      { cause },
    );
  }
}
