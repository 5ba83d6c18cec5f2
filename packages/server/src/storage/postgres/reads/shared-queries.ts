import type { Executor, StatementResult, StatementValue } from './executor.ts';

/** A query, as often as it is asked for at a time. */
interface Query {
  /** Not sent yet: it will see everything that was committed before it was asked for. */
  waiting: Promise<StatementResult> | undefined;
  /** Sent, and not answered. */
  running: Promise<StatementResult> | undefined;
}

/**
 * Executes queries. Those with the same text and values that are asked for in one turn of the event loop, or while an
 * earlier one runs, are one: clients that poll the same list cost as much as one of them.
 */
export class SharedQueries implements Executor {
  readonly #executor: Executor;
  readonly #queries = new Map<string, Query>();

  constructor(executor: Executor) {
    this.#executor = executor;
  }

  /** The result may be another request's as well, and must not be changed. */
  execute(statement: string, values: readonly StatementValue[]): Promise<StatementResult> {
    const key = `${statement}\n${JSON.stringify(values)}`;
    const query = this.#queries.get(key) ?? { waiting: undefined, running: undefined };
    this.#queries.set(key, query);
    query.waiting ??= this.#run(key, query, () => this.#executor.execute(statement, values));
    return query.waiting;
  }

  async #run(
    key: string,
    query: Query,
    send: () => Promise<StatementResult>,
  ): Promise<StatementResult> {
    try {
      // When the one before it fails, so does this one: it would wait as long again for the same cause.
      if (query.running !== undefined) await query.running;
      else await new Promise((resolve) => setImmediate(resolve));
    } catch (error) {
      query.waiting = undefined;
      this.#forgetIdle(key, query);
      throw error;
    }
    const sent = send();
    query.running = sent;
    query.waiting = undefined;
    try {
      return await sent;
    } finally {
      if (query.running === sent) query.running = undefined;
      this.#forgetIdle(key, query);
    }
  }

  #forgetIdle(key: string, { waiting, running }: Query): void {
    if (waiting === undefined && running === undefined) this.#queries.delete(key);
  }
}
