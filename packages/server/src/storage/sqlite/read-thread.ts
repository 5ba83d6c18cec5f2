import { Worker } from 'node:worker_threads';
import { UnavailableError } from '@firsthandapi/engine';
import type { SqlRow, SqlValue } from '../sql/session.ts';
import type { ThreadRequest, ThreadResponse } from './read-thread-main.ts';

/** Statements that may wait for the thread. Beyond it, requests get a 503. */
const MOST_WAITING = 64;
/** Longest time that a statement may take, its wait for others included. */
const LONGEST_SCAN_MS = 15_000;
/** The thread's program: beside this file in the sources, and an entry of its own in the package. */
const PROGRAM = import.meta.url.endsWith('.ts')
  ? './read-thread-main.ts'
  : './sqlite-read-thread.js';

interface Waiting {
  readonly resolve: (rows: readonly SqlRow[]) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Runs statements that read many rows on a thread of its own, since SQLite's driver blocks the thread that it runs on.
 * Sees the last commit. The thread starts with the first statement.
 */
export class ReadThread {
  readonly #path: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws UnavailableError when too many statements wait, and when this one takes too long */
  all(statement: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    if (this.#waiting.size >= MOST_WAITING) {
      return Promise.reject(new UnavailableError('Too many reads of many rows are running'));
    }
    const worker = this.#start();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const tooLong = new UnavailableError('A read of many rows took too long');
      const timer = setTimeout(() => this.#settle(id)?.reject(tooLong), LONGEST_SCAN_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      worker.ref();
      worker.postMessage({ id, statement, values } satisfies ThreadRequest);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#fail(new UnavailableError('The database is closed'));
    await worker?.terminate();
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL(PROGRAM, import.meta.url), {
      workerData: this.#path,
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    worker.on('message', (response: ThreadResponse) => this.#receive(response));
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#fail(new UnavailableError('The reading thread has ended'));
    });
    this.#worker = worker;
    return worker;
  }

  #receive({ id, rows, error }: ThreadResponse): void {
    const waiting = this.#settle(id);
    if (error === undefined) waiting?.resolve(rows ?? []);
    else waiting?.reject(Object.assign(new Error(error.message), { errcode: error.errcode }));
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    // An idle thread does not keep the process alive.
    if (this.#waiting.size === 0) this.#worker?.unref();
    return waiting;
  }

  /** Rejects everything that waits. The next statement starts another thread. */
  #fail(error: unknown): void {
    this.#worker = undefined;
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(error);
  }
}
