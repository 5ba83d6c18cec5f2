import { type TableName, type Tables, type TaskQueue, tableNames } from '@firsthandapi/engine';
import type { Session } from './session.ts';
import { SqlTable, type SqlTableOptions } from './sql-table.ts';

/** Every table over one session, each made when it is first asked for. */
class SqlTables {
  readonly tasks: TaskQueue;
  readonly #session: Session;
  readonly #optionsOf: (name: TableName) => SqlTableOptions;
  readonly #made = new Map<TableName, unknown>();

  constructor(session: Session, tasks: TaskQueue, optionsOf: (name: TableName) => SqlTableOptions) {
    this.#session = session;
    this.tasks = tasks;
    this.#optionsOf = optionsOf;
  }

  table(name: TableName): unknown {
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const made = new SqlTable(name, this.#session, this.#optionsOf(name));
    this.#made.set(name, made);
    return made;
  }
}

for (const name of tableNames) {
  Object.defineProperty(SqlTables.prototype, name, {
    get(this: SqlTables) {
      return this.table(name);
    },
  });
}

export function createTables(
  session: Session,
  tasks: TaskQueue,
  optionsOf: (name: TableName) => SqlTableOptions,
): Tables {
  return new SqlTables(session, tasks, optionsOf) as unknown as Tables;
}
