import type { Challenge, Solution } from 'altcha-lib';

/** What a server asks for before it mails a code. */
export interface ProofSource {
  /** Returns a challenge, or undefined where none is needed. */
  challenge(): Promise<Challenge | undefined>;
  /** Solves it outside of the thread that draws the app. */
  solve(challenge: Challenge): Promise<Solution | undefined>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A challenge lasts so long that one solved while somebody was typing is still good; a little less is safe. */
const GOOD_FOR_MS = 8 * 60_000;

/** Has a proof of work ready by the time that a form is sent. Each proof counts once. */
export class ProofOfWork {
  readonly #source: ProofSource;
  #prepared: { readonly proof: Promise<string | undefined>; readonly since: number } | undefined;

  constructor(source: ProofSource) {
    this.#source = source;
  }

  /** Starts to solve a challenge, unless one is solved or being solved. */
  prepare(): void {
    const { now } = this.#source;
    if (this.#prepared !== undefined && now() - this.#prepared.since < GOOD_FOR_MS) return;
    this.#prepared = { proof: this.#make(), since: now() };
  }

  /**
   * Returns a proof that nothing else uses. Undefined where none is needed, and where none can be made: then the server says
   * what is wrong.
   */
  async take(): Promise<string | undefined> {
    this.prepare();
    const prepared = this.#prepared;
    this.#prepared = undefined;
    return prepared?.proof;
  }

  async #make(): Promise<string | undefined> {
    try {
      const challenge = await this.#source.challenge();
      const solution = challenge && (await this.#source.solve(challenge));
      return solution && btoa(JSON.stringify({ challenge, solution }));
    } catch {
      return undefined;
    }
  }
}
