/** One thing that a server needs. */
export interface Part {
  readonly name: string;
  /** Returns what is wrong, in words without secrets, or undefined. May reject: then the error's message is what is wrong. */
  check(): Promise<string | undefined> | string | undefined;
}

export interface ReadinessOptions {
  readonly parts: readonly Part[];
  /** What operators should know although the server is ready. */
  readonly notes?: () => readonly string[];
  /** How long a part may take, in milliseconds. Default 800. */
  readonly limitMs?: number;
}

export interface ReadinessReport {
  /** The problem of each part that has one, by the part's name; empty when the server is ready. */
  readonly problems: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** `/readyz` responds within a second, and probes may come every second. */
const DEFAULT_LIMIT_MS = 800;
/** Probes that come faster share a report, so that they cannot keep the disk busy. */
const REPORT_LIFE_MS = 250;

/** Finds out whether a server can do its work, part by part. */
export class Readiness {
  readonly #parts: readonly LimitedCheck[];
  readonly #notes: () => readonly string[];
  #report: Promise<ReadinessReport> | undefined;
  #expiresAt = 0;

  constructor({ parts, notes = () => [], limitMs = DEFAULT_LIMIT_MS }: ReadinessOptions) {
    this.#parts = parts.map((part) => new LimitedCheck(part, limitMs));
    this.#notes = notes;
  }

  /** Checks every part at the same time. Never rejects, and takes no longer than the limit. */
  async check(): Promise<ReadinessReport> {
    if (this.#report === undefined || performance.now() >= this.#expiresAt) {
      this.#expiresAt = Number.POSITIVE_INFINITY;
      this.#report = this.#checkParts().finally(() => {
        this.#expiresAt = performance.now() + REPORT_LIFE_MS;
      });
    }
    return this.#report;
  }

  async #checkParts(): Promise<ReadinessReport> {
    const problems: Record<string, string> = {};
    await Promise.all(
      this.#parts.map(async (part) => {
        const problem = await part.problem();
        if (problem !== undefined) problems[part.name] = problem;
      }),
    );
    return { problems, notes: this.#notes() };
  }
}

/** A check that never takes longer than its limit. One that hangs is not started a second time. */
class LimitedCheck {
  readonly name: string;
  readonly #part: Part;
  readonly #limitMs: number;
  #running: Promise<string | undefined> | undefined;
  #lastProblem: string | undefined;

  constructor(part: Part, limitMs: number) {
    this.name = part.name;
    this.#part = part;
    this.#limitMs = limitMs;
  }

  async problem(): Promise<string | undefined> {
    this.#running ??= this.#run();
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<string>((resolve) => {
      const text = () => this.#lastProblem ?? `does not respond within ${this.#limitMs / 1_000} s`;
      timer = setTimeout(() => resolve(text()), this.#limitMs);
    });
    try {
      return await Promise.race([this.#running, expired]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #run(): Promise<string | undefined> {
    try {
      this.#lastProblem = await this.#part.check();
    } catch (error) {
      this.#lastProblem = error instanceof Error ? error.message : String(error);
    } finally {
      this.#running = undefined;
    }
    return this.#lastProblem;
  }
}
