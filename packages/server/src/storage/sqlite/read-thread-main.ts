import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { SqlRow, SqlValue } from '../sql/session.ts';

/** A statement to run. */
export interface ThreadRequest {
  readonly id: number;
  readonly statement: string;
  readonly values: readonly SqlValue[];
}

/** Its rows, or the driver's error. */
export interface ThreadResponse {
  readonly id: number;
  readonly rows?: readonly SqlRow[];
  readonly error?: { readonly message: string; readonly errcode: number };
}

/** There are few kinds of statements, but a list of values has a different text for each length. */
const MOST_PREPARED = 200;

const connection = new DatabaseSync(String(workerData), { readOnly: true });
const prepared = new Map<string, StatementSync>();

parentPort?.on('message', ({ id, statement, values }: ThreadRequest) => {
  parentPort?.postMessage(respond(id, statement, values));
});

function respond(id: number, statement: string, values: readonly SqlValue[]): ThreadResponse {
  try {
    const bound = values.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    return { id, rows: prepare(statement).all(...bound) as unknown as readonly SqlRow[] };
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number };
    return { id, error: { message, errcode: errcode ?? 0 } };
  }
}

function prepare(statement: string): StatementSync {
  const known = prepared.get(statement);
  if (known !== undefined) return known;
  if (prepared.size >= MOST_PREPARED) prepared.clear();
  const created = connection.prepare(statement);
  prepared.set(statement, created);
  return created;
}
