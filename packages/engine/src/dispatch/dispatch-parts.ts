import type { EngineSettings, RequestLog } from '../call.ts';
import type { Ports } from '../ports.ts';
import { ClientIdentifiers } from './client-identifier.ts';
import { KeyHashes } from './key-hashes.ts';
import { KeyTurns } from './key-turns.ts';
import { KeyWindows } from './rate-windows.ts';

/** What a dispatch needs beside the request; one for each engine. */
export interface DispatchParts {
  readonly ports: Ports;
  readonly settings: EngineSettings;
  readonly onRequest: ((log: RequestLog) => void) | undefined;
  readonly keyHashes: KeyHashes;
  readonly keyWindows: KeyWindows;
  readonly clients: ClientIdentifiers;
  /** Requests with one Idempotency-Key take turns. */
  readonly keyTurns: KeyTurns;
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
    keyTurns: new KeyTurns(),
  };
}
