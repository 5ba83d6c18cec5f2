import type { Owned } from './owned.ts';

export interface ApiKeyRecord extends Owned {
  readonly id: string;
  /** A session is used like a key, but is neither listed nor managed nor counted as one. */
  readonly kind: 'key' | 'session';
  /** Whose session it is; null for keys, and for sessions of workers. */
  readonly member_id: string | null;
  /** When the member last proved who is there; null for keys, and for sessions of workers. */
  readonly proven_at: number | null;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly prefix: string;
  readonly last_four: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly expires_at: number | null;
  readonly revoked_at: number | null;
}

/**
 * The hash of an API key's secret: the id is the keyring's `<pepper version>:<hash>`. A rotated key has two for 24 h.
 */
export interface KeySecretRecord {
  readonly id: string;
  readonly key_id: string;
  readonly expires_at: number | null;
}
