import type { ApiKeyRecord } from '../../store/records.ts';

/** Returns the keys of a snapshot. Those of earlier versions had no kind and no member, and none was a session. */
export function keysWithKinds(keys: readonly ApiKeyRecord[]): readonly ApiKeyRecord[] {
  return keys.map((key) => ({ ...key, kind: key.kind ?? 'key', member_id: key.member_id ?? null }));
}
