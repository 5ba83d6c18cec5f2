import {
  type HeldTasks,
  type Instant,
  requireTime,
  type TaskRecord,
  type TimeLimit,
} from '@firsthandapi/engine';
import type { SharedRows } from '../rows/shared-rows.ts';
import type { Transaction } from './database.ts';
import type { MergedReads, Session, SqlRow, SqlValue } from './session.ts';

/** A session whose statements fail as unavailable once its request has no time left. */
export class SessionInTime<Wrapped extends Session = Session> implements Session {
  protected readonly wrapped: Wrapped;
  readonly #limit: TimeLimit;

  constructor(wrapped: Wrapped, limit: TimeLimit) {
    this.wrapped = wrapped;
    this.#limit = limit;
  }

  get merged(): MergedReads | undefined {
    this.requireTime();
    return this.wrapped.merged;
  }

  get shared(): SharedRows | undefined {
    this.requireTime();
    return this.wrapped.shared;
  }

  async all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    this.requireTime();
    return this.wrapped.all(statement, values);
  }

  async scan(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    this.requireTime();
    return this.wrapped.scan(statement, values);
  }

  async run(statement: string, values: readonly SqlValue[]): Promise<number> {
    this.requireTime();
    return this.wrapped.run(statement, values);
  }

  async write(statement: string, values: readonly SqlValue[], absent?: () => Error): Promise<void> {
    this.requireTime();
    return this.wrapped.write(statement, values, absent);
  }

  protected requireTime(): void {
    requireTime(this.#limit);
  }
}

/** A transaction whose statements fail as unavailable once its request has no time left, so that it is rolled back. */
export class TransactionInTime extends SessionInTime<Transaction> implements Transaction {
  async takeTask(now: Instant, held?: HeldTasks): Promise<TaskRecord | undefined> {
    this.requireTime();
    return this.wrapped.takeTask(now, held);
  }

  announce(subject: string, isLocal: boolean): void {
    this.wrapped.announce(subject, isLocal);
  }
}
