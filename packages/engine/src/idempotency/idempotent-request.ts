import { validationError } from '../errors/api-error.ts';
import type { HeaderReader } from '../http/messages.ts';
import type { Keyring } from '../ports.ts';
import type { Environment } from '../store/records.ts';
import type { Instant } from '../time/instant.ts';

/** One use of an Idempotency-Key: who used it, and for what. */
export interface IdempotentRequest {
  readonly id: string;
  readonly key: string;
  readonly fingerprint: string;
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
  use: Omit<IdempotentRequest, 'id' | 'fingerprint'>,
  request: { readonly method: string; readonly path: string; readonly body: string },
): IdempotentRequest {
  const { organization_id, environment, key } = use;
  const hash = keyring.sign('idempotency-key', key);
  const { method, path, body } = request;
  const fingerprint = keyring.sign('idempotent-request', `${method} ${path}\n${body}`);
  return { ...use, id: `${organization_id}:${environment}:${hash}`, fingerprint };
}
