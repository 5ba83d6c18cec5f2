import type { ApiKey } from '@firsthandapi/spec';
import type { ApiKeyRecord, Environment } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { keptAfterRotation } from './rotation-overlap.ts';

/** 33 base62 characters hold 196 random bits; the contract requires at least 192 (§1). */
const SECRET_LENGTH = 33;
const SHOWN_PREFIX_LENGTH = 'fh_test_sk_'.length + 3;

export interface NewApiKey {
  readonly organization_id: string;
  readonly environment: Environment;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expires_at: Instant | null;
}

/** A key and its secret, which is not stored anywhere. */
export interface IssuedApiKey {
  readonly record: ApiKeyRecord;
  readonly secret: string;
}

export async function issueApiKey(work: Work, key: NewApiKey): Promise<IssuedApiKey> {
  const secret = generateSecret(work, key.environment);
  const record: ApiKeyRecord = {
    organization_id: key.organization_id,
    environment: key.environment,
    id: work.ports.ids.next('key', work.now),
    kind: 'key',
    member_id: null,
    proven_at: null,
    name: key.name,
    scopes: key.scopes,
    ...maskedParts(secret),
    created_at: work.now,
    last_used_at: null,
    expires_at: key.expires_at,
    revoked_at: null,
  };
  await work.tables.api_keys.insert(record);
  await storeSecret(work, record.id, secret);
  return { record, secret };
}

/**
 * Gives the key a new secret. The previous one keeps working for 24 hours, and one that was replaced before until its own
 * end; earlier ones stop working now.
 */
export async function rotateSecret(work: Work, key: ApiKeyRecord): Promise<IssuedApiKey> {
  const { key_secrets } = work.tables;
  const earlier = await secretsOf(work, key.id);
  const kept = keptAfterRotation(earlier, work.now);
  for (const { id } of earlier) {
    const changed = kept.find((secret) => secret.id === id);
    if (changed === undefined) await key_secrets.delete(id);
    else await key_secrets.update(changed);
  }
  const secret = generateSecret(work, key.environment);
  const record: ApiKeyRecord = { ...key, ...maskedParts(secret) };
  await work.tables.api_keys.update(record);
  await storeSecret(work, key.id, secret);
  return { record, secret };
}

/** Revokes the key at once. It stays listed, and its secrets are deleted. */
export async function revokeKey(work: Work, key: ApiKeyRecord): Promise<void> {
  for (const secret of await secretsOf(work, key.id))
    await work.tables.key_secrets.delete(secret.id);
  if (key.revoked_at === null) await work.tables.api_keys.update({ ...key, revoked_at: work.now });
}

export function presentApiKey(key: ApiKeyRecord): ApiKey {
  return {
    object: 'api_key',
    id: key.id,
    name: key.name,
    environment: key.environment,
    scopes: [...key.scopes] as ApiKey['scopes'],
    prefix: key.prefix,
    last_four: key.last_four,
    created_at: timestamp(key.created_at),
    last_used_at: nullableTimestamp(key.last_used_at),
    expires_at: nullableTimestamp(key.expires_at),
    revoked_at: nullableTimestamp(key.revoked_at),
  };
}

function generateSecret(work: Work, environment: Environment): string {
  return `fh_${environment}_sk_${work.ports.ids.secret(SECRET_LENGTH)}`;
}

function maskedParts(secret: string): Pick<ApiKeyRecord, 'prefix' | 'last_four'> {
  return { prefix: secret.slice(0, SHOWN_PREFIX_LENGTH), last_four: secret.slice(-4) };
}

function storeSecret({ ports, tables }: Work, keyId: string, secret: string): Promise<void> {
  return tables.key_secrets.insert({
    id: ports.keyring.hashKey(secret),
    key_id: keyId,
    expires_at: null,
  });
}

function secretsOf({ tables }: Work, keyId: string) {
  return tables.key_secrets.list({ where: { key_id: keyId }, limit: 10 });
}
