import type { ControlName } from './control-routes.ts';

/** Sends a control to a world behind a server. */
export type Send = <T>(name: ControlName, body?: unknown, query?: string) => Promise<T>;

/** Resolves without a value when a control has been performed. */
export async function done(sent: Promise<unknown>): Promise<void> {
  await sent;
}

/** Throws for methods that take a function: it cannot be sent to the server. */
export function inProcessOnly(what: string, instead: string): never {
  throw new Error(
    `Cannot call ${what}: it works in process only, and this world is behind a server; ${instead}`,
  );
}
