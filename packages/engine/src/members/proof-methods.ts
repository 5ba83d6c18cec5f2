import { passkeysOfHolder } from '../passkeys/passkeys.ts';
import type { MemberRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** A way in which a member can prove who is there. */
export type ProofMethod = 'code' | 'passkey';

/** Returns the ways in which a member can prove who is there. */
export async function proofMethodsOf(
  { ports, tables }: Work,
  { id, organization_id }: MemberRecord,
): Promise<ProofMethod[]> {
  if (ports.passkeys === undefined) return ['code'];
  const passkeys = await passkeysOfHolder(tables, { organization_id, member_id: id });
  return passkeys.length === 0 ? ['code'] : ['code', 'passkey'];
}
