/** Set while a network listens. */
const MARK = Symbol.for('@firsthandapi/sandbox.network');
/** Globals of MSW 2's interceptors while they are active. */
const INTERCEPTORS = ['fetch-interceptor', 'client-request-interceptor'].map((name) =>
  Symbol.for(name),
);
const globals = globalThis as { [key: symbol]: unknown };

/** Notes in the process whether a network listens, for other copies of this module too. */
export function markNetwork(isListening: boolean): void {
  if (isListening) globals[MARK] = true;
  else delete globals[MARK];
}

/** Two networks in one process would silently displace each other, so the second one throws. */
export function requireNoOtherNetwork(): void {
  if (globals[MARK] === true) {
    throw new Error(
      'Cannot install the sandbox: one is already installed in this process; install one and share it',
    );
  }
  const isIntercepted =
    INTERCEPTORS.some((symbol) => globals[symbol] !== undefined) ||
    /resolvedInput|interceptor/i.test(String(globalThis.fetch));
  if (!isIntercepted) return;
  throw new Error(
    'Cannot install the sandbox: another MSW server is listening in this process, and one of the two would be displaced. ' +
      'Create the sandbox with createSandbox from @firsthandapi/sandbox/msw and give its handlers to that server: ' +
      'setupServer(...sandbox.handlers(), ...yours)',
  );
}
