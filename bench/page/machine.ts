import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** Where a run took place. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly kernel: string;
  /** The load average of the last minute; 0 on Windows, which has none. */
  readonly load: number;
}

/** Describes this machine as it is now. */
export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: totalmem() / 1024 ** 3,
    kernel: `${type()} ${release()}`,
    load: loadavg()[0] ?? 0,
  };
}
