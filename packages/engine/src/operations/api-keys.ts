import {
  type ApiKeyWithSecret,
  type CreateApiKeyRequest,
  type ListApiKeysQuery,
  SCOPES,
} from '@firsthandapi/spec';
import { recordAudit } from '../audit/record-audit.ts';
import { ApiError, notFound, validationError } from '../errors/api-error.ts';
import {
  type IssuedApiKey,
  issueApiKey,
  presentApiKey,
  revokeKey,
  rotateSecret,
} from '../keys/api-key.ts';
import { ROTATION_OVERLAP_MS } from '../keys/rotation-overlap.ts';
import { listPage } from '../lists/pagination.ts';
import { claimQuota } from '../quotas/claim-quota.ts';
import type { ApiKeyRecord, Environment } from '../store/records.ts';
import { walkRows } from '../store/rows.ts';
import { instantOf, timestamp } from '../time/timestamp.ts';
import type { Call } from '../work/call.ts';
import type { Operation } from './operation.ts';

export const createApiKey: Operation<CreateApiKeyRequest> = async (call) => {
  const { name, environment, scopes, expires_at } = call.body;
  const wanted = scopes ?? SCOPES;
  requireOwnScopes(call, wanted);
  const expiresAt = expires_at === undefined ? null : instantOf(expires_at);
  if (expiresAt !== null && expiresAt <= call.now) {
    throw validationError([{ field: 'expires_at', message: 'must be in the future' }]);
  }
  const chosen = chooseEnvironment(call, environment);
  await claimQuota({ ...call, environment: chosen }, 'api_keys', 1);
  const issued = await issueApiKey(call, {
    organization_id: call.organization_id,
    environment: chosen,
    name,
    scopes: wanted,
    expires_at: expiresAt,
  });
  await recordAudit(call, 'api_key.created', resourceOf(issued.record));
  return { status: 201, body: presentIssued(issued, null) };
};

/** Lists the keys of the environments that the calling key sees: a live key sees both. */
export const listApiKeys: Operation<unknown, ListApiKeysQuery> = (call) => {
  const { organization_id, environment } = call;
  const seen: readonly Environment[] = environment === 'live' ? ['live', 'test'] : ['test'];
  const wanted = call.query.environment;
  const listed = wanted === undefined ? seen : seen.filter((one) => one === wanted);
  return listPage(
    call,
    call.tables.api_keys,
    { where: { organization_id, environment: listed, kind: 'key' } },
    presentApiKey,
  );
};

export const rotateApiKey: Operation = async (call) => {
  const key = await findKey(call);
  if (key.revoked_at !== null) {
    throw new ApiError('conflict', 'A revoked key cannot be rotated; create a new one');
  }
  if (key.expires_at !== null && key.expires_at <= call.now) {
    throw new ApiError('conflict', 'An expired key cannot be rotated; create a new one');
  }
  requireOwnScopes(call, key.scopes);
  const issued = await rotateSecret(call, key);
  await recordAudit(call, 'api_key.rotated', resourceOf(key));
  const previousExpiry = timestamp(call.now + ROTATION_OVERLAP_MS);
  return { status: 200, body: presentIssued(issued, previousExpiry) };
};

/** The key stops working at once and stays listed, with `revoked_at`. */
export const revokeApiKey: Operation = async (call) => {
  const key = await findKey(call);
  await requireMayEnd(call, key);
  await revokeKey(call, key);
  await recordAudit(call, 'api_key.revoked', resourceOf(key));
  return { status: 204 };
};

/** The key stops working at once and is no longer listed. */
export const deleteApiKey: Operation = async (call) => {
  const key = await findKey(call);
  await requireMayEnd(call, key);
  await revokeKey(call, key);
  await call.tables.api_keys.delete(key.id);
  await recordAudit(call, 'api_key.deleted', resourceOf(key));
  return { status: 204 };
};

async function findKey(call: Call): Promise<ApiKeyRecord> {
  const id = call.parameters.id ?? '';
  const key = await call.tables.api_keys.get(id);
  const isSeen =
    key?.kind === 'key' &&
    key.organization_id === call.organization_id &&
    (call.environment === 'live' || key.environment === 'test');
  if (!isSeen) throw notFound('API key', id);
  return key;
}

/**
 * A narrow key must not end a wider one, and the last key that can manage everything must stay: no other could repair
 * that (contract §1). One that expires earlier is no replacement. A key that no longer works may always go.
 */
async function requireMayEnd(call: Call, key: ApiKeyRecord): Promise<void> {
  requireOwnScopes(call, key.scopes);
  if (!isFullKey(key, call.now)) return;
  if (await hasReplacement(call, key)) return;
  throw new ApiError(
    'conflict',
    'No other active live key with all nine scopes lasts as long. Create one first.',
  );
}

/** Pages through the keys only until one is found that can do as much, and for as long. */
async function hasReplacement(call: Call, key: ApiKeyRecord): Promise<boolean> {
  const { organization_id } = call;
  const where = { organization_id, environment: 'live', kind: 'key' } as const;
  for await (const other of walkRows(call.tables.api_keys, { where })) {
    if (other.id === key.id || !isFullKey(other, call.now)) continue;
    if (endOf(other) >= endOf(key)) return true;
  }
  return false;
}

function endOf({ expires_at }: ApiKeyRecord): number {
  return expires_at ?? Number.POSITIVE_INFINITY;
}

/** Whether the key works, is live and has every scope. */
function isFullKey({ environment, revoked_at, expires_at, scopes }: ApiKeyRecord, now: number) {
  const isActive = revoked_at === null && (expires_at === null || expires_at > now);
  return isActive && environment === 'live' && SCOPES.every((scope) => scopes.includes(scope));
}

/** A live key may open the test environment, never the other way round: a leaked test key must stay harmless. */
function chooseEnvironment(call: Call, wanted: Environment | undefined): Environment {
  const environment = wanted ?? call.environment;
  if (environment === 'live' && call.environment === 'test') {
    throw new ApiError(
      'authorization_error',
      'A test key cannot create a live key; use a live key',
    );
  }
  return environment;
}

/** A key can never hand out, rotate or end a scope that it lacks (contract §1). */
function requireOwnScopes(call: Call, scopes: readonly string[]): void {
  const lacking = scopes.filter((scope) => !call.key.scopes.includes(scope));
  if (lacking.length === 0) return;
  throw new ApiError(
    'authorization_error',
    `${call.key.kind === 'session' ? 'This session' : 'This API key'} lacks the scope ${lacking.map((scope) => `'${scope}'`).join(', ')} of the other key: pass only scopes that it has in 'scopes', or use a wider key`,
  );
}

function presentIssued(
  { record, secret }: IssuedApiKey,
  previous_secret_expires_at: string | null,
): ApiKeyWithSecret {
  return { ...presentApiKey(record), secret, previous_secret_expires_at };
}

function resourceOf({ id }: ApiKeyRecord) {
  return { type: 'api_key', id };
}
