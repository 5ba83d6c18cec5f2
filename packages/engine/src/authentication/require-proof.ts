import type { OperationId as BuyersOperationId } from '@firsthandapi/spec';
import type { OperationId as MembersOperationId } from '@firsthandapi/spec/account';
import { ApiError } from '../errors/api-error.ts';
import { proofExpiry } from '../keys/session-key.ts';
import type { ApiKeyRecord } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';

/** What costs money or cannot be undone (contract §11): whatever the environment, or in the live one alone. */
const PROVEN: Readonly<Partial<Record<BuyersOperationId | MembersOperationId, 'always' | 'live'>>> =
  {
    createErasure: 'always',
    updateSettings: 'always',
    purchaseCredits: 'live',
    createApiKey: 'live',
    rotateApiKey: 'live',
    revokeApiKey: 'live',
    deleteApiKey: 'live',
    inviteMember: 'always',
    changeRole: 'always',
    removeMember: 'always',
    addPasskey: 'always',
    removePasskey: 'always',
    addAuthenticator: 'always',
    removeAuthenticator: 'always',
    renewRecoveryCodes: 'always',
  };

const MESSAGE =
  'is needed, at most 10 minutes old: prove who is there (POST /account/v1/proofs), then repeat this request';

/**
 * A cookie says which browser it is, and not who sits before it. Throws 403 when an operation needs a fresh proof and the
 * session has none. An API key needs none.
 */
export function requireProof(
  key: ApiKeyRecord,
  operationId: BuyersOperationId | MembersOperationId,
  now: Instant,
): void {
  const needs = PROVEN[operationId];
  if (key.kind !== 'session' || needs === undefined) return;
  if (needs === 'live' && key.environment !== 'live') return;
  if (proofExpiry(key, now) !== null) return;
  const details = [{ field: 'proof', message: MESSAGE }];
  throw new ApiError('authorization_error', `proof: ${MESSAGE}`, { details });
}
