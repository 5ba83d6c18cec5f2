import { validationError } from '../errors/api-error.ts';
import type { HeaderReader } from '../http/messages.ts';
import type { Keyring } from '../ports.ts';
import type { Environment } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';

/** One use of an Idempotency-Key: who used it, and for what. */
export interface IdempotentRequest {
  /** Under each signing key, the current one first: the use may have been stored before a rotation. */
  readonly ids: readonly [string, ...string[]];
  readonly key: string;
  /** Under each signing key, the current one first. */
  readonly fingerprints: readonly [string, ...string[]];
  readonly organization_id: string;
  readonly environment: Environment;
  readonly requestId: string;
  readonly now: Instant;
}

/** Returns the header's value, or throws 400 (contract §2). */
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
  use: Omit<IdempotentRequest, 'ids' | 'fingerprints'>,
  request: { readonly method: string; readonly path: string; readonly body: string },
): IdempotentRequest {
  const { organization_id, environment, key } = use;
  const { method, path, body } = request;
  const ids = keyring
    .signatures('idempotency-key', key)
    .map((hash) => `${organization_id}:${environment}:${hash}`);
  const fingerprints = keyring.signatures('idempotent-request', `${method} ${path}\n${body}`);
  return { ...use, ids: nonEmpty(ids), fingerprints: nonEmpty(fingerprints) };
}

function nonEmpty(texts: readonly string[]): readonly [string, ...string[]] {
  const [first, ...others] = texts;
  if (first === undefined) throw new Error('The keyring has no signing key');
  return [first, ...others];
}
