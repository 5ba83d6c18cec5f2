import type { ApiFailure } from '../api/api-failure.ts';

/** Something that a screen shows once it is loaded. */
export type Loaded<T> =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'loaded';
      readonly value: T;
      /** When it was read, in milliseconds since the epoch. */
      readonly at: number;
      /** Why it could not be read again; undefined while it is up to date. */
      readonly failure: ApiFailure | undefined;
    }
  | { readonly kind: 'failed'; readonly failure: ApiFailure };
