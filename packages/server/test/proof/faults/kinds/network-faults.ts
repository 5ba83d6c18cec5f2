import type { DatabaseProxy } from '../../../support/database-proxy.ts';
import type { FaultySystem } from '../system/faulty-system.ts';
import type { Fault } from './fault.ts';

const databases = ['PostgreSQL'] as const;
const CUT_EVERY_MS = 100;
/** A slow network, but fast enough to be used. */
const LATENCY_MS = [20, 100] as const;

/** Faults of the network between the servers and PostgreSQL. */
export const networkFaults: readonly Fault[] = [
  {
    name: 'connections refused',
    databases,
    readyz: 503,
    async inject(system) {
      const proxy = proxyOf(system);
      proxy.refuse();
      return async () => proxy.accept();
    },
  },
  {
    name: 'network silent',
    databases,
    readyz: 503,
    async inject(system) {
      const proxy = proxyOf(system);
      proxy.freeze();
      return async () => proxy.thaw();
    },
  },
  {
    name: 'connections stranded',
    databases,
    async inject(system) {
      // The peer disappears silently, as behind a firewall that has dropped its connection state.
      proxyOf(system).strand();
      return async () => {};
    },
  },
  {
    name: 'responses cut',
    databases,
    async inject(system) {
      const proxy = proxyOf(system);
      const timer = setInterval(() => proxy.cutNextResponses(), CUT_EVERY_MS);
      proxy.cutNextResponses();
      return async () => {
        clearInterval(timer);
        proxy.accept();
      };
    },
  },
  {
    name: 'connections half closed',
    databases,
    async inject(system) {
      proxyOf(system).endResponses();
      return async () => {};
    },
  },
  {
    name: 'network slow',
    databases,
    async inject(system, random) {
      const proxy = proxyOf(system);
      proxy.delay(random.between(...LATENCY_MS));
      return async () => proxy.delay(0);
    },
  },
];

function proxyOf({ proxy }: FaultySystem): DatabaseProxy {
  if (proxy === undefined) throw new Error('There is no network to break');
  return proxy;
}
