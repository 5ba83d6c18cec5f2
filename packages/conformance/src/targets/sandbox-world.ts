import type { Route, Sandbox } from '@firsthandapi/sandbox';
import { type OperationId, operations } from '@firsthandapi/spec';
import { lastCode } from '../world/last-code.ts';
import {
  DEFAULT_CREDITS_CENTS,
  WORLD_START,
  type World,
  type WorldOptions,
} from '../world/target.ts';

/**
 * Opens a world of an in-process sandbox. The target chooses how requests reach it; failures are faults of the
 * sandbox.
 */
export async function openSandboxWorld(
  sandbox: Sandbox,
  options: WorldOptions,
  fetch: typeof globalThis.fetch,
): Promise<World> {
  const { seed, tier, credits_cents = DEFAULT_CREDITS_CENTS } = options;
  const world = await sandbox.world({ seed, tier, credits: credits_cents, now: WORLD_START });
  let receivers = 0;
  return {
    testKey: world.apiKey,
    liveKey: world.liveKey,
    baseUrl: world.baseUrl,
    fetch,
    now: async () => world.clock.now().getTime(),
    advance: (milliseconds) => world.clock.advance(milliseconds),
    codeOf: async (email) => lastCode(await world.outbox(), email),
    async failNext(operationId, status) {
      world.fault(routeOf(operationId), { status });
    },
    async receive(handler) {
      receivers += 1;
      const url = `https://receiver.example/hooks/${receivers}`;
      world.webhooks.route(url, handler);
      return url;
    },
    log: async () => logText(world.log()),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

/** Returns an operation's route in the sandbox's notation. */
export function routeOf(operationId: OperationId): Route {
  const { method, path } = operations[operationId];
  return `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}` as Route;
}

/** Formats a log as text, one line per entry. */
export function logText(entries: readonly object[]): string {
  return entries.map((entry) => JSON.stringify(entry)).join('\n');
}
