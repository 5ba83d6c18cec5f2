import { passkeysOfHolder } from '../passkeys/passkeys.ts';
import type { MemberRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';
import { enabledAuthenticator } from './authenticator.ts';

/** A way in which a member can prove who is there. */
export type ProofMethod = 'code' | 'passkey' | 'totp';

/** Returns the ways in which a member can prove who is there. */
export async function proofMethodsOf(work: Work, member: MemberRecord): Promise<ProofMethod[]> {
  const { ports, tables } = work;
  const isEnabled = (await enabledAuthenticator(work, member)) !== undefined;
  const code = isEnabled ? 'totp' : 'code';
  if (ports.passkeys === undefined) return [code];
  const { id, organization_id } = member;
  const passkeys = await passkeysOfHolder(tables, { organization_id, member_id: id });
  return passkeys.length === 0 ? [code] : [code, 'passkey'];
}
