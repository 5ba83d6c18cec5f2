import { type CoreState, sandboxKeyring } from '../local/core.ts';
import type { WorldAccount } from './world-snapshot.ts';

/** The store of a snapshot with these keys let into its account, whichever world it was taken in. */
export function withOwnKeys(
  store: CoreState['store'],
  { keyIds: { test, live } }: WorldAccount,
  keys: ReadonlySet<string>,
): CoreState['store'] {
  const own = [...keys].map((key) => ({
    id: sandboxKeyring.hashKey(key),
    key_id: key.startsWith('fh_live_') ? live : test,
    expires_at: null,
  }));
  const ids = new Set(own.map(({ id }) => id));
  const others = store.tables.key_secrets.filter(({ id }) => !ids.has(id));
  return { ...store, tables: { ...store.tables, key_secrets: [...others, ...own] } };
}
