import type { ApiKeyRecord } from '../../store/records.ts';

/** Returns the keys of a snapshot. Those of earlier versions had no kind, and none was a session. */
export function keysWithKinds(keys: readonly ApiKeyRecord[]): readonly ApiKeyRecord[] {
  return keys.map((key) => (key.kind === undefined ? { ...key, kind: 'key' } : key));
}
