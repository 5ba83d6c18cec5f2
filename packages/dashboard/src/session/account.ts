import { ApiFailure } from '@firsthandapi/ui';
import type { AccountPort, Member } from './session.ts';

const BASE = '/account/v1';
const TIMEOUT_MS = 20_000;

/** The account operations over HTTP. */
export function createAccount(fetchRequest: typeof fetch = fetch): AccountPort {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetchRequest(BASE + path, {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      }),
    }).catch(noConnection);
    const text = await response.text().catch(noConnection);
    const payload: unknown = text === '' ? undefined : parse(text);
    if (response.ok) return payload;
    throw failureOf(response, payload);
  };
  return {
    me: async () => (await call('GET', '/me')) as Member,
    requestCode: async (email) => {
      await call('POST', '/sign_in_codes', { email });
    },
    signIn: async (email, code) => {
      const { member } = (await call('POST', '/sessions', { email, code })) as { member: Member };
      return member;
    },
    signOut: async () => {
      await call('DELETE', '/sessions/current');
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noConnection(error: unknown): never {
  const fields = { message: 'The server did not respond', status: 0, type: 'no_connection' };
  throw new ApiFailure(fields, { cause: error });
}

function failureOf({ status }: Response, payload: unknown): ApiFailure {
  const { error } = (payload ?? {}) as {
    error?: { type?: string; message?: string; details?: { field: string; message: string }[] };
  };
  return new ApiFailure({
    message: error?.message ?? `The server responded with ${status}`,
    status,
    type: error?.type ?? `http_${status}`,
    details: error?.details,
  });
}
