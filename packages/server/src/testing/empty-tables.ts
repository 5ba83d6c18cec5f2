import { tableNames } from '@firsthandapi/engine';
import type { TestDatabase } from './databases.ts';

const OTHERS = ['tasks', 'rate_windows', 'account_balances', 'chain_seals', 'audit_tombstones'];

const APPEND_ONLY = [
  'ledger_entries',
  'credit_transactions',
  'audit_events',
  'audit_tombstones',
  'chain_seals',
];

/** Deletes every row, also of append-only tables, which is much faster than creating another database. */
export async function emptyTables(database: TestDatabase): Promise<void> {
  const names = [...OTHERS, ...tableNames];
  const deletions = names.map((name) => `DELETE FROM ${name}`);
  if (database.location.kind === 'postgres') {
    // In transactions of their own: a table with pending checks cannot be altered.
    await database.script(switched('DISABLE'));
    await database.script(deletions);
    return database.script(switched('ENABLE'));
  }
  const triggers = await database.execute(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
  );
  await database.script([
    ...triggers.map(({ name }) => `DROP TRIGGER ${name}`),
    ...deletions,
    ...triggers.map(({ sql }) => String(sql)),
  ]);
}

function switched(state: string): readonly string[] {
  return APPEND_ONLY.map((name) => `ALTER TABLE ${name} ${state} TRIGGER USER`);
}
