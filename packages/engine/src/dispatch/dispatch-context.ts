import { KeyHashes } from '../authentication/key-hashes.ts';
import type { Ports } from '../ports.ts';
import { KeyWindows } from '../rate-limits/rate-windows.ts';
import { KeyedMutex } from '../runtime/keyed-mutex.ts';
import type { EngineSettings } from '../work/engine-settings.ts';
import { ClientIdentifiers } from './client-identifier.ts';
import type { RequestLog } from './request-log.ts';

/** What a dispatch needs beside the request; one for each engine. */
export interface DispatchParts {
  readonly ports: Ports;
  readonly settings: EngineSettings;
  readonly onRequest: ((log: RequestLog) => void) | undefined;
  readonly keyHashes: KeyHashes;
  readonly keyWindows: KeyWindows;
  readonly clients: ClientIdentifiers;
  /** Requests with one Idempotency-Key take turns. */
  readonly keyedMutex: KeyedMutex;
}

export function createDispatchParts(
  parts: Pick<DispatchParts, 'ports' | 'settings' | 'onRequest'>,
): DispatchParts {
  const { keyring } = parts.ports;
  return {
    ...parts,
    keyHashes: new KeyHashes(keyring),
    keyWindows: new KeyWindows(),
    clients: new ClientIdentifiers(keyring),
    keyedMutex: new KeyedMutex(),
  };
}
