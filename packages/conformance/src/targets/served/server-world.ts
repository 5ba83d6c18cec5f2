import { listenOnLoopback } from '../../world/listen-on-loopback.ts';
import { DEFAULT_CREDITS_CENTS, type World, type WorldOptions } from '../../world/target.ts';
import type { Deployment } from './deployment.ts';
import type { HostProcess } from './host-process.ts';
import { advanceHosts, codeOf, sendTo } from './hosts.ts';
import type { Keys } from './protocol.ts';

/** Opens a world of a deployment whose database is empty. Requests go to each process in turn. */
export async function openServerWorld(
  deployment: Deployment,
  { tier = 'enterprise', credits_cents = DEFAULT_CREDITS_CENTS }: WorldOptions,
): Promise<World> {
  const { hosts } = deployment;
  const [first] = hosts;
  if (first === undefined) throw new Error('A target needs at least one process');
  const keys = await beginWorld(deployment, first, tier, credits_cents);
  const listeners = new AsyncDisposableStack();
  let requests = 0;
  const nextHost = () => hosts[requests % hosts.length] ?? first;
  return {
    ...keys,
    baseUrl: first.url,
    async fetch(input, init) {
      const { url } = nextHost();
      requests += 1;
      return sendTo(url, first.url, new Request(input, init));
    },
    now: () => first.execute('now'),
    advance: (milliseconds) => advanceHosts(hosts, milliseconds),
    codeOf: (email) => codeOf(hosts, email),
    failNext: (_operationId, status) => nextHost().execute('failNext', status),
    receive: async (handler) => listeners.use(await listenOnLoopback(handler)).url,
    async [Symbol.asyncDispose]() {
      for (const host of hosts) await host.execute('end');
      await listeners.disposeAsync();
    },
  };
}

/** Begins a world in every process, and opens its account. */
async function beginWorld(
  { hosts, folder, shared, database }: Deployment,
  first: HostProcess,
  tier: NonNullable<WorldOptions['tier']>,
  credits_cents: number,
): Promise<Keys> {
  const environment = shared?.environment() ?? {};
  const setup = { location: database.location, folder, publicUrl: first.url, environment, tier };
  // In sequence: the first process creates the schema and keyring that the others open.
  for (const host of hosts) await host.execute('begin', setup);
  return first.execute('openAccount', { credits_cents });
}
