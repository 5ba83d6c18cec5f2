import type { KeySession } from './data-keys.ts';
import type { RowSealer, Sealing } from './row-sealer.ts';
import { type SealedTableName, sealedTableNames } from './sealed-fields.ts';

/** The tables of a database, as far as sealing its rows needs them. */
export interface UnsealedDatabase<Session extends KeySession> {
  transact<T>(work: (session: Session) => Promise<T>): Promise<T>;
  scrub(): Promise<void>;
  /** Opens a table that reads rows as they are stored, and seals those that it updates. */
  openTable(name: SealedTableName, session: Session, sealer: RowSealer): UnsealedTable;
}

interface UnsealedTable {
  get(id: string): Promise<object | undefined>;
  update(row: never): Promise<void>;
}

/** Rows per transaction, so that each is short. */
const BATCH_SIZE = 200;
/** An erased organization holds stand-ins only, and has no key. */
const EXCEPT: { readonly [Name in SealedTableName]?: string } = {
  organizations: ' AND erased_at IS NULL',
};

/** Seals the rows that earlier versions stored readable. Resumes where an interrupted run ended. */
export async function sealExistingRows<Session extends KeySession>(
  database: UnsealedDatabase<Session>,
  sealing: Sealing,
): Promise<void> {
  let isChanged = false;
  for (const name of sealedTableNames) {
    for (;;) {
      const sealed = await database.transact((session) =>
        sealBatch(database, session, sealing, name),
      );
      isChanged ||= sealed > 0;
      if (sealed < BATCH_SIZE) break;
    }
  }
  if (isChanged) await database.scrub();
}

async function sealBatch<Session extends KeySession>(
  database: UnsealedDatabase<Session>,
  session: Session,
  sealing: Sealing,
  name: SealedTableName,
): Promise<number> {
  const sealer = sealing.session(session);
  const table = database.openTable(name, session, sealer);
  const rows = await session.all(
    `SELECT id FROM "${name}" WHERE sealed IS NULL${EXCEPT[name] ?? ''} ORDER BY id LIMIT ?`,
    [BATCH_SIZE],
  );
  for (const { id } of rows) {
    const row = await table.get(String(id));
    if (row !== undefined) await table.update((await sealer.writable(name, row)) as never);
  }
  return rows.length;
}
