import { ApiError } from '../errors/api-error.ts';
import type { ApiKeyRecord } from '../store/records.ts';

/** Throws 403 naming the scopes that the key lacks (contract §1). */
export function authorize(key: ApiKeyRecord, required: readonly string[]): void {
  const missing = required.filter((scope) => !key.scopes.includes(scope));
  if (missing.length === 0) return;
  const names = missing.map((scope) => `'${scope}'`).join(', ');
  const whose = key.kind === 'session' ? 'This session' : 'This API key';
  throw new ApiError(
    'authorization_error',
    `${whose} lacks the scope${missing.length > 1 ? 's' : ''} ${names}`,
  );
}
