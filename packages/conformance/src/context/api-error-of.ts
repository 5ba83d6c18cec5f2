import { FirstHandApiError } from '@firsthandapi/sdk';

/** Returns the API error that a call rejects with. Throws when the call succeeds or rejects with anything else. */
export async function apiErrorOf(call: PromiseLike<unknown>): Promise<FirstHandApiError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof FirstHandApiError) return error;
    throw error;
  }
  throw new Error('Expected the call to fail, but it succeeded');
}
