import { ApiError } from '../errors/api-error.ts';
import type { ApiKeyRecord } from '../store/records.ts';

/** Throws 403 naming the scopes that the key lacks (contract §1). */
export function authorize(key: ApiKeyRecord, required: readonly string[]): void {
  const missing = required.filter((scope) => !key.scopes.includes(scope));
  if (missing.length === 0) return;
  const names = missing.map((scope) => `'${scope}'`).join(', ');
  throw new ApiError(
    'authorization_error',
    `This API key lacks the scope${missing.length > 1 ? 's' : ''} ${names}`,
  );
}
