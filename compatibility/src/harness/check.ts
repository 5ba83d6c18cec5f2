/** Something that must hold; a row of the matrix. */
export interface Check {
  /** What the row is about, one text for each column before the result. */
  readonly cells: readonly string[];
  /** Resolves with a word or figure to show beside the result; throws when it does not hold. */
  run(): Promise<string>;
}

/** How a check came out. */
export interface Outcome {
  readonly cells: readonly string[];
  readonly result: 'ok' | 'FAILED' | 'skipped' | 'not supported';
  /** What to show beside the result. */
  readonly note: string;
  readonly seconds: number;
  /** Why it failed, in full. */
  readonly failure: string | undefined;
}

/** Thrown by a check that cannot be made on this machine. */
export class Skipped extends Error {
  override readonly name = 'Skipped';
}

/** Thrown by a check of what nobody promises; the message says who does not. */
export class NotSupported extends Error {
  override readonly name = 'NotSupported';
}

/** Makes a check. Never rejects: what is thrown is the outcome. */
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
