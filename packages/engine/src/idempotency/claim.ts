import { ApiError } from '../errors/api-error.ts';
import type { JsonResponse } from '../http/json-response.ts';
import type { Keyring, Ports } from '../ports.ts';
import type { IdempotencyRecord } from '../store/records.ts';
import type { Tables } from '../store/store.ts';
import { certainTime } from '../work/certain-time.ts';
import type { IdempotentRequest } from './idempotent-request.ts';

const KEPT_FOR_MS = 24 * 60 * 60 * 1_000;

/**
 * What an Idempotency-Key stands for so far. `first`: nothing. `resume`: an earlier run of the request was interrupted, or
 * is still running in another process, and left its intent. `replay`: the request has its response.
 */
export type Claim =
  | { readonly kind: 'first'; readonly intent?: undefined }
  | { readonly kind: 'resume'; readonly intent: string; readonly recordId: string }
  | { readonly kind: 'replay'; readonly response: JsonResponse; readonly requestId: string };

/** A claim of a request that has no response yet. */
export type OpenClaim = Exclude<Claim, { kind: 'replay' }>;

const FIRST: Claim = { kind: 'first' };

/**
 * Looks up the key's use within the last 24 hours. Throws 409 `idempotency_error` when the key was used for another body
 * or path (contract §2).
 */
export async function claimKey(
  ports: Pick<Ports, 'clock' | 'keyring'>,
  tables: Tables,
  request: IdempotentRequest,
): Promise<Claim> {
  const record = await findUse(tables, request);
  if (record === undefined) return FIRST;
  if (record.expires_at <= certainTime(ports, request.now)) {
    await tables.idempotency.delete(record.id);
    return FIRST;
  }
  if (!request.fingerprints.includes(record.fingerprint)) {
    throw new ApiError(
      'idempotency_error',
      'This Idempotency-Key was used for another request; use a new key for a new request',
    );
  }
  const { state, status, sealed_body, request_id } = record;
  const body =
    sealed_body === null ? null : await ports.keyring.openReplay(request.key, sealed_body);
  if (state === 'pending') return { kind: 'resume', intent: body ?? '', recordId: record.id };
  const headers = { 'Idempotent-Replayed': 'true' };
  return { kind: 'replay', response: { status, body, headers }, requestId: request_id };
}

/** Stores the intent, sealed, until there is a response. */
export function saveIntent(
  keyring: Keyring,
  tables: Tables,
  request: IdempotentRequest,
  claim: OpenClaim,
  intent: string,
): Promise<void> {
  return save(keyring, tables, request, claim, { state: 'pending', status: 0, body: intent });
}

/** Stores the first response, sealed, for replays. */
export function saveResponse(
  keyring: Keyring,
  tables: Tables,
  request: IdempotentRequest,
  claim: OpenClaim,
  { status, body }: JsonResponse,
): Promise<void> {
  return save(keyring, tables, request, claim, { state: 'completed', status, body });
}

/** Returns whether there was an intent to delete; false once a response has replaced it. */
export async function deleteIntent(tables: Tables, request: IdempotentRequest): Promise<boolean> {
  const record = await findUse(tables, request);
  if (record?.state !== 'pending') return false;
  await tables.idempotency.delete(record.id);
  return true;
}

/** Finds the use under any signing key, of which there is one but for a time after a rotation. */
function findUse(
  { idempotency }: Tables,
  { ids }: IdempotentRequest,
): Promise<IdempotencyRecord | undefined> {
  return ids.length === 1 ? idempotency.get(ids[0]) : findFirst(idempotency, ids);
}

async function findFirst(
  idempotency: Tables['idempotency'],
  ids: readonly string[],
): Promise<IdempotencyRecord | undefined> {
  for (const id of ids) {
    const record = await idempotency.get(id);
    if (record !== undefined) return record;
  }
  return undefined;
}

interface SavedUse extends Pick<IdempotencyRecord, 'state' | 'status'> {
  readonly body: string | null;
}

async function save(
  keyring: Keyring,
  { idempotency }: Tables,
  request: IdempotentRequest,
  claim: OpenClaim,
  { state, status, body }: SavedUse,
): Promise<void> {
  const record: IdempotencyRecord = {
    id: claim.kind === 'resume' ? claim.recordId : request.ids[0],
    organization_id: request.organization_id,
    environment: request.environment,
    fingerprint: request.fingerprints[0],
    request_id: request.requestId,
    state,
    status,
    sealed_body: body === null ? null : await keyring.sealReplay(request.key, body),
    created_at: request.now,
    expires_at: request.now + KEPT_FOR_MS,
  };
  await (claim.kind === 'resume' ? idempotency.update(record) : idempotency.insert(record));
}
