import type { Random } from '../../support/random.ts';
import {
  type PrintedKeys,
  type ServerProcess,
  type ServerProcessOptions,
  spawnServer,
} from '../../support/server-process.ts';

/** Probability that a start is itself killed. */
const KILLED_WHILE_STARTING = 0.15;

/** The server processes on one database. */
export class Fleet {
  kills = 0;
  readonly #options: ServerProcessOptions;
  readonly #size: number;
  readonly #errors: string[] = [];
  #running: ServerProcess[] = [];

  constructor(options: ServerProcessOptions, size: number) {
    this.#options = options;
    this.#size = size;
  }

  /** Starts all servers on an empty database, and returns the keys that the first one prints. */
  async startFirst(): Promise<PrintedKeys> {
    await this.#start();
    const keys = await this.#running[0]?.keys;
    if (keys === undefined) throw new Error('The first server did not start');
    await this.startMissing();
    return keys;
  }

  urls(): readonly string[] {
    return this.#running.map(({ url }) => url);
  }

  /** Restores the fleet to its size. With `random`, some starts are killed at a random moment. */
  async startMissing(random?: Random): Promise<void> {
    if (random !== undefined && random.next() < KILLED_WHILE_STARTING) {
      await this.#start(random.between(50, 600));
    }
    const missing = this.#size - this.#running.length;
    await Promise.all(Array.from({ length: missing }, () => this.#start()));
  }

  /** Kills one process, or all. */
  async killSome(random: Random): Promise<void> {
    const picked = random.pick(this.#running);
    if (picked === undefined || random.next() < 0.3) return this.killAll();
    await this.#kill(picked);
  }

  async killAll(): Promise<void> {
    await Promise.all(this.#running.map((server) => this.#kill(server)));
  }

  /** The errors that the servers logged, without `expected` ones. */
  errors(expected?: RegExp): readonly string[] {
    return [...this.#errors, ...this.#running.flatMap(({ errors }) => errors)]
      .filter((line) => expected === undefined || !expected.test(line))
      .map((line) => `logged: ${line.slice(0, 500)}`);
  }

  async #start(killAfterMs?: number): Promise<void> {
    const options = { ...this.#options, ...(killAfterMs !== undefined && { killAfterMs }) };
    const server = await spawnServer(options);
    if (killAfterMs === undefined && server !== undefined) this.#running.push(server);
    else {
      this.kills += 1;
      await server?.kill();
    }
  }

  async #kill(server: ServerProcess): Promise<void> {
    this.#running = this.#running.filter((other) => other !== server);
    this.kills += 1;
    await server.kill();
    this.#errors.push(...server.errors);
  }
}
