import { DataKeys, type KeySession, type KeyWrapper } from './data-keys.ts';

const BATCH_SIZE = 200;

/** Runs statements in a transaction, which may run again after a conflict. */
interface KeyStore {
  writeSql<T>(work: (session: KeySession) => Promise<T>): Promise<T>;
}

/** Wraps every data key again that `isCurrent` does not accept, in batches. Returns the number of keys wrapped. */
export async function rewrapDataKeys(
  store: KeyStore,
  keyring: KeyWrapper,
  isCurrent: (wrapped: string) => boolean,
): Promise<number> {
  const keys = new DataKeys(keyring);
  let rewrapped = 0;
  for (let after = ''; ; ) {
    const batch = await store.writeSql(async (session) => {
      const rows = await session.all(
        'SELECT id, wrapped FROM data_keys WHERE id > ? ORDER BY id LIMIT ?',
        [after, BATCH_SIZE],
      );
      let changed = 0;
      for (const { id, wrapped } of rows) {
        if (wrapped === null || isCurrent(String(wrapped))) continue;
        const key = await keys.unwrap(String(wrapped));
        const values = [await keys.wrap(key.export()), String(id)];
        changed += await session.run('UPDATE data_keys SET wrapped = ? WHERE id = ?', values);
      }
      return { changed, last: rows.length < BATCH_SIZE ? undefined : String(rows.at(-1)?.id) };
    });
    rewrapped += batch.changed;
    if (batch.last === undefined) return rewrapped;
    after = batch.last;
  }
}
