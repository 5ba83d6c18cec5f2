/** How often an operation is called. */
export interface Repetition {
  /** Calls of one turn: short, so that a slow moment of the machine meets few of them. */
  readonly calls: number;
  /** Calls until the compiler has seen enough. */
  readonly warmUp: number;
  /** The most rounds, of an operation whose one call takes as long as many of another; unlimited when absent. */
  readonly rounds?: number;
}

/** What the sandbox is asked. */
export const sandboxOperations = {
  createJob: { calls: 200, warmUp: 8_000 },
  getJob: { calls: 400, warmUp: 15_000 },
  listJobs: { calls: 200, warmUp: 8_000 },
  cancelJob: { calls: 200, warmUp: 6_000 },
  rateJob: { calls: 200, warmUp: 6_000 },
  // The compiler works on for some thousand files: in fewer, its time is measured more than that of the code.
  '10 files': { calls: 5, warmUp: 1_500 },
  '10 files and 21 webhooks': { calls: 5, warmUp: 1_000 },
  '10000 files': { calls: 1, warmUp: 2, rounds: 7 },
} as const satisfies Readonly<Record<string, Repetition>>;

export type SandboxOperation = keyof typeof sandboxOperations;
