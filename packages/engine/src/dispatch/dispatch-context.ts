import { KeyHashes } from '../authentication/key-hashes.ts';
import type { Ports } from '../ports.ts';
import { KeyWindows } from '../rate-limits/rate-windows.ts';
import { KeyedMutex } from '../runtime/keyed-mutex.ts';
import type { EngineSettings } from '../work/engine-settings.ts';
import { ClientIdentifiers } from './client-identifier.ts';
import type { RequestLog } from './request-log.ts';
import { WaitingRequests } from './waiting-requests.ts';

/** What dispatch needs beside the request; one per engine. */
export interface DispatchContext {
  readonly ports: Ports;
  readonly settings: EngineSettings;
  readonly onRequest: ((log: RequestLog) => void) | undefined;
  readonly keyHashes: KeyHashes;
  readonly keyWindows: KeyWindows;
  readonly clients: ClientIdentifiers;
  /** Serialises requests with the same Idempotency-Key. */
  readonly idempotencyMutex: KeyedMutex;
  readonly waitingRequests: WaitingRequests;
}

export function createDispatchContext(
  dependencies: Pick<DispatchContext, 'ports' | 'settings' | 'onRequest'>,
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
