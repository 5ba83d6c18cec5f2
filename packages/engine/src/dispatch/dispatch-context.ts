import { KeyHashes } from '../authentication/key-hashes.ts';
import type { EngineRequest } from '../http/messages.ts';
import type { Ports } from '../ports.ts';
import { KeyWindows } from '../rate-limits/rate-windows.ts';
import { KeyedMutex } from '../runtime/keyed-mutex.ts';
import type { KeyHolder } from '../store/callers.ts';
import type { Instant } from '../time/instant.ts';
import type { EngineSettings } from '../work/engine-settings.ts';
import { ClientIdentifiers } from './client-identifier.ts';
import type { RequestLog } from './request-log.ts';
import { WaitingRequests } from './waiting-requests.ts';

/** Finds who calls with a session in a cookie; undefined when the request has none. */
export type SessionHolder = (
  context: DispatchContext,
  request: EngineRequest,
  now: Instant,
) => Promise<KeyHolder | undefined>;

/** What dispatch needs beside the request; one per engine. */
export interface DispatchContext {
  readonly ports: Ports;
  readonly settings: EngineSettings;
  /** Returns who calls with a session in a cookie; undefined on hosts without members' accounts. */
  readonly sessionHolder: SessionHolder | undefined;
  readonly onRequest: ((log: RequestLog) => void) | undefined;
  readonly keyHashes: KeyHashes;
  readonly keyWindows: KeyWindows;
  readonly clients: ClientIdentifiers;
  /** Serialises requests with the same Idempotency-Key. */
  readonly idempotencyMutex: KeyedMutex;
  readonly waitingRequests: WaitingRequests;
}

export function createDispatchContext(
  dependencies: Pick<DispatchContext, 'ports' | 'settings' | 'onRequest' | 'sessionHolder'>,
): DispatchContext {
  const { keyring } = dependencies.ports;
  return {
    ...dependencies,
    keyHashes: new KeyHashes(keyring),
    keyWindows: new KeyWindows(),
    clients: new ClientIdentifiers(dependencies.ports),
    idempotencyMutex: new KeyedMutex(),
    waitingRequests: new WaitingRequests(),
  };
}
