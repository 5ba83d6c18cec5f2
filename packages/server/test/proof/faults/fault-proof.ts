import { FaultPlayer, type FaultPlayerOptions } from './fault-player.ts';
import { FaultReport } from './fault-report.ts';

export interface FaultProofOptions extends FaultPlayerOptions {
  readonly schedules: number;
  /** Seed of the first schedule; each following one has the next number. */
  readonly seed: number;
  /** Starts no further schedule after this many milliseconds. */
  readonly limitMs: number;
}

/** Plays schedules one after the other on one system in this process, as many as fit into the time. */
export async function proveFaults(options: FaultProofOptions): Promise<FaultReport> {
  const { schedules, seed, limitMs } = options;
  const player = new FaultPlayer(options);
  const report = new FaultReport();
  const start = performance.now();
  try {
    while (report.played < schedules && performance.now() - start < limitMs) {
      report.add(await player.prove(seed + report.played));
    }
  } finally {
    await player.close();
  }
  return report;
}
