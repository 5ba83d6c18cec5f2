import { ApiError } from './api-error.ts';

/** Says what a key looks like and where one comes from, whatever program has sent the request. */
export function invalidKey(): ApiError {
  return new ApiError(
    'authentication_error',
    "Invalid or missing API key: send, in the header Authorization after 'Bearer ', one that begins with fh_live_ or fh_test_; POST /v1/auth/signup returns the first one, and a sandbox prints its own",
  );
}
