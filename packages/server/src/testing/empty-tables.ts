import { tableNames } from '@firsthandapi/engine';
import type { TestDatabase } from './databases.ts';

/** Deletes every row, which is much faster than creating another database. */
export function emptyTables(database: TestDatabase): Promise<void> {
  const names = [...tableNames, 'tasks', 'rate_windows', 'account_balances'];
  return database.script(names.map((name) => `DELETE FROM ${name}`));
}
