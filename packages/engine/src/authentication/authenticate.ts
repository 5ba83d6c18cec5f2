import { ApiError } from '../errors/api-error.ts';
import { invalidKey } from '../errors/invalid-key.ts';
import { UnavailableError } from '../errors/port-errors.ts';
import { rehashSecret } from '../keys/rehash-secret.ts';
import type { KeyHolder } from '../store/callers.ts';
import type { ApiKeyRecord, KeySecretRecord, OrganizationRecord } from '../store/records.ts';
import type { RememberedCaller, Store, Tables } from '../store/store.ts';
import type { Instant } from '../time/instant.ts';
import type { KeyHashes } from './key-hashes.ts';

/** The key of a request and its organization. */
export interface Caller {
  readonly key: ApiKeyRecord;
  readonly organization: OrganizationRecord;
}

const BEARER = /^\s*bearer\s+(fh_(?:live|test)_sk_[0-9A-Za-z]{8,128})\s*$/i;
/** `last_used_at` is at most this stale, so that a busy key costs one write a minute and not one per request. */
const LAST_USED_RESOLUTION_MS = 60_000;

/** Resolves the `Authorization: Bearer <key>` header, or throws 401 (contract §1). */
export async function authenticate(
  store: Store,
  keyHashes: KeyHashes,
  authorization: string | null,
  now: Instant,
): Promise<Caller> {
  const key = bearerKey(authorization);
  const found = await findKey(store, keyHashes, key, now);
  keyHashes.remember(key, found.hashes, now);
  const [current = found.secret.id] = found.hashes;
  try {
    if (found.secret.id !== current) await rehashSecret(store, found.secret.id, current);
    await noteUse(store, found.caller.key, now);
  } catch (error) {
    // A store that takes no writes can still serve reads; the next use is recorded again.
    if (!(error instanceof UnavailableError)) throw error;
  }
  return found.caller;
}

/** Returns what the store remembers of the key's holder, without reading it. */
export function rememberedCaller(
  store: Store,
  keyHashes: KeyHashes,
  authorization: string | null,
  now: Instant,
): RememberedCaller | undefined {
  if (store.remembered === undefined) return undefined;
  const key = BEARER.exec(authorization ?? '')?.[1];
  const [current] = (key !== undefined && keyHashes.cached(key, now)) || [];
  return current === undefined ? undefined : store.remembered(current);
}

interface Found {
  readonly caller: Caller;
  readonly secret: KeySecretRecord;
  /** The key's hashes under every pepper, the current one first. */
  readonly hashes: readonly string[];
}

async function findKey(
  store: Store,
  keyHashes: KeyHashes,
  key: string,
  now: Instant,
): Promise<Found> {
  const hashes = keyHashes.of(key, now);
  const found = await store.read((tables) => findCaller(tables, hashes, now));
  if (found !== undefined) return found;
  // The hash may have moved to another pepper since these were cached, or between two of the lookups.
  const renewed = keyHashes.renewed(key, hashes);
  const moved = renewed && (await store.read((tables) => findCaller(tables, renewed, now)));
  if (moved === undefined) throw invalidKey();
  return moved;
}

function bearerKey(authorization: string | null): string {
  const key = BEARER.exec(authorization ?? '')?.[1];
  if (key === undefined) throw invalidKey();
  return key;
}

/** Returns undefined when there is no such key. Throws 401 for one that is no longer valid. */
async function findCaller(
  { callers }: Tables,
  hashes: readonly string[],
  now: Instant,
): Promise<Found | undefined> {
  const holder = await callers.find(hashes);
  return holder && { caller: callerOf(holder, now), secret: holder.secret, hashes };
}

/** Throws 401 when the key is no longer valid. */
export function callerOf({ secret, key, organization }: KeyHolder, now: Instant): Caller {
  if (key === undefined) throw invalidKey();
  if (key.revoked_at !== null) throw new ApiError('authentication_error', 'API key was revoked');
  if (hasPassed(key.expires_at, now) || hasPassed(secret.expires_at, now)) {
    throw new ApiError('authentication_error', 'API key has expired');
  }
  if (organization === undefined || organization.erased_at !== null) throw invalidKey();
  return { key, organization };
}

/** Records that a key is used, unless that was done lately. */
export async function noteUse(store: Store, key: ApiKeyRecord, now: Instant): Promise<void> {
  if (isUseToRecord({ key }, now)) await recordUse(store, key, now);
}

/** Returns whether the use of a key is to be recorded: there is a key, and none of its uses was recorded lately. */
export function isUseToRecord({ key }: Pick<KeyHolder, 'key'>, now: Instant): boolean {
  if (key === undefined) return false;
  const { last_used_at } = key;
  return last_used_at === null || now - last_used_at >= LAST_USED_RESOLUTION_MS;
}

function recordUse(store: Store, key: ApiKeyRecord, now: Instant): Promise<void> {
  if (store.recordKeyUse !== undefined) return store.recordKeyUse(key.id, now);
  return store.transact(async ({ api_keys }) => {
    const current = await api_keys.get(key.id);
    if (current !== undefined) await api_keys.update({ ...current, last_used_at: now });
  });
}

function hasPassed(instant: Instant | null, now: Instant): boolean {
  return instant !== null && instant <= now;
}
