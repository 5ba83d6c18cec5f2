import type { SqlRow, SqlValue } from '../../sql/session.ts';

/** A value of a statement; a list for `= ANY (?)` and `unnest (?)`. */
export type StatementValue = SqlValue | readonly SqlValue[];

/** What a statement has returned. */
export interface StatementResult {
  readonly rows: readonly SqlRow[];
  /** The number of rows that it returned or changed. */
  readonly count: number;
}

/** Executes statements: a pool, where they are independent, or one connection, where they run in order. */
export interface Executor {
  execute(statement: string, values: readonly StatementValue[]): Promise<StatementResult>;
}
