import type { Instant } from '@firsthandapi/engine';
import type { Configuration } from '../configuration.ts';
import { bootstrap } from '../host/bootstrap.ts';
import type { ComposedServer } from './composed-server.ts';

/** Returns the first keys of a new server, which it creates. */
export function firstKeysOf(
  { engine, signupToken, store, ports, transact }: ComposedServer,
  configuration: Configuration,
  begun: Set<Instant>,
) {
  return bootstrap({
    engine,
    signupToken,
    store,
    ids: ports.ids,
    keyring: ports.keyring,
    transact,
    now: () => ports.clock.now(),
    isShared: configuration.store.kind !== 'sqlite',
    begun,
  });
}
