/** A check; a row of the matrix. */
export interface Check {
  /** The text of each column before the result. */
  readonly cells: readonly string[];
  /** Resolves with a word or figure to show next to the result, or throws when the check fails. */
  run(): Promise<string>;
}

/** The outcome of a check. */
export interface Outcome {
  readonly cells: readonly string[];
  readonly result: 'ok' | 'FAILED' | 'skipped' | 'not supported';
  /** What to show next to the result. */
  readonly note: string;
  readonly seconds: number;
  /** Why it failed, in full. */
  readonly failure: string | undefined;
}

/** Thrown by a check that cannot run on this machine. */
export class Skipped extends Error {
  override readonly name = 'Skipped';
}

/** Thrown by a check of an unsupported combination; the message says what does not support it. */
export class NotSupported extends Error {
  override readonly name = 'NotSupported';
}

/** Runs a check. Never rejects: an error becomes the outcome. */
export async function runCheck({ cells, run }: Check): Promise<Outcome> {
  const start = performance.now();
  const outcome = (result: Outcome['result'], note: string, failure?: string): Outcome => ({
    cells,
    result,
    note,
    seconds: (performance.now() - start) / 1000,
    failure,
  });
  try {
    return outcome('ok', await run());
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof Skipped) return outcome('skipped', message);
    if (error instanceof NotSupported) return outcome('not supported', message);
    return outcome('FAILED', 'see below', message);
  }
}
