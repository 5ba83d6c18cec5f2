import { ApiError, validationError } from '../errors/api-error.ts';
import type { HeaderReader } from '../http/messages.ts';
import type { Answer } from '../http/respond.ts';
import type { Keyring } from '../ports.ts';
import type { Environment, IdempotencyRecord } from '../store/records.ts';
import type { Tables } from '../store/store.ts';
import type { Instant } from '../time/instant.ts';

const KEPT_FOR_MS = 24 * 60 * 60 * 1_000;
/** What stands for a first response while the request is between its two transactions: HTTP's "Processing". */
const UNDER_WAY = 102;

/** One use of an Idempotency-Key: whose it is, and what it was used for. */
export interface IdempotentRequest {
  readonly id: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly organization_id: string;
  readonly environment: Environment;
  readonly requestId: string;
  readonly now: Instant;
}

/** A first response, as it was given, under the id of the request that it answered. */
export interface Replay {
  readonly answer: Answer;
  readonly requestId: string;
}

/** Reads the header, or throws 400 (contract §2). */
export function idempotencyKeyOf(headers: HeaderReader): string {
  const key = headers.get('idempotency-key');
  if (key !== null && key.length >= 1 && key.length <= 255) return key;
  throw validationError([
    { field: 'Idempotency-Key', message: 'is a required header of 1–255 characters; send a UUID' },
  ]);
}

/** Identifies the use. Only keyed hashes of the key and of the request are ever stored. */
export function idempotentRequest(
  keyring: Keyring,
  use: Omit<IdempotentRequest, 'id' | 'fingerprint'>,
  request: { readonly method: string; readonly path: string; readonly body: string },
): IdempotentRequest {
  const { organization_id, environment, key } = use;
  const hash = keyring.sign('idempotency-key', key);
  const { method, path, body } = request;
  const fingerprint = keyring.sign('idempotent-request', `${method} ${path}\n${body}`);
  return { ...use, id: `${organization_id}:${environment}:${hash}`, fingerprint };
}

/** What the first request with this key had begun when it broke off, or is still doing elsewhere. */
export interface Begun {
  readonly intent: string;
}

/**
 * The first response to the same request within 24 h, or what was begun for it; undefined when this is the first. Throws
 * 409 `idempotency_error` when the key was used for another body or path (contract §2).
 */
export async function findEarlier(
  keyring: Keyring,
  tables: Tables,
  request: IdempotentRequest,
): Promise<Replay | Begun | undefined> {
  const record = await tables.idempotency.get(request.id);
  if (record === undefined) return undefined;
  if (record.expires_at <= request.now) {
    await tables.idempotency.delete(record.id);
    return undefined;
  }
  if (record.fingerprint !== request.fingerprint) {
    throw new ApiError(
      'idempotency_error',
      'This Idempotency-Key was used for another request; use a new key for a new request',
    );
  }
  const body = await openBody(keyring, request.key, record);
  if (record.status === UNDER_WAY) return { intent: body ?? '' };
  const headers = { 'Idempotent-Replayed': 'true' };
  return { answer: { status: record.status, body, headers }, requestId: record.request_id };
}

/** Keeps what was begun, sealed, until there is an answer. */
export function keepIntent(
  keyring: Keyring,
  tables: Tables,
  request: IdempotentRequest,
  intent: string,
  isKnown: boolean,
): Promise<void> {
  return keepAnswer(keyring, tables, request, { status: UNDER_WAY, body: intent }, isKnown);
}

/** False when there is none any more, or an answer has taken its place. */
export async function forgetIntent(
  { idempotency }: Tables,
  { id }: IdempotentRequest,
): Promise<boolean> {
  const record = await idempotency.get(id);
  if (record?.status !== UNDER_WAY) return false;
  await idempotency.delete(id);
  return true;
}

/**
 * Keeps a first response, sealed, for replays.
 *
 * @param isKnown Whether it takes the place of an intent.
 */
export async function keepAnswer(
  keyring: Keyring,
  { idempotency }: Tables,
  request: IdempotentRequest,
  { status, body }: Pick<Answer, 'status' | 'body'>,
  isKnown: boolean,
): Promise<void> {
  const record: IdempotencyRecord = {
    id: request.id,
    organization_id: request.organization_id,
    environment: request.environment,
    fingerprint: request.fingerprint,
    request_id: request.requestId,
    status,
    sealed_body: body === null ? null : await keyring.sealReplay(request.key, body),
    created_at: request.now,
    expires_at: request.now + KEPT_FOR_MS,
  };
  await (isKnown ? idempotency.update(record) : idempotency.insert(record));
}

async function openBody(
  keyring: Keyring,
  key: string,
  { sealed_body }: IdempotencyRecord,
): Promise<string | null> {
  return sealed_body === null ? null : keyring.openReplay(key, sealed_body);
}
