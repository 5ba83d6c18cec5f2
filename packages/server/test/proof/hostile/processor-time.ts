import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Linux counts processor time in hundredths of a second. */
const TICK_SECONDS = 0.01;
const SAMPLE_MS = 500;

/** Who used the machine's processors. */
export interface ProcessorReport {
  /** Seconds of processor time by part of the proof. */
  readonly seconds: Readonly<Record<string, number>>;
  /** The share of the processors' time that went to anything else, from 0 to 1; undefined where it cannot be known. */
  readonly foreignShare: number | undefined;
}

type FindProcesses = () => Promise<readonly number[]>;

/** Counts the processor time of the parts of a proof, and of everything else on the machine. */
export class ProcessorMeter {
  readonly #parts: Readonly<Record<string, FindProcesses>>;
  /** Processor time by part and process, first and latest. */
  readonly #seen = new Map<string, Map<number, { first: number; latest: number }>>();
  readonly #startedAt = performance.now();
  readonly #busyBefore = busySeconds();
  readonly #timer: NodeJS.Timeout;

  /** @param parts The processes of each part, looked up again and again: connections come and go. */
  constructor(parts: Readonly<Record<string, FindProcesses>>) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.#sample(), SAMPLE_MS);
  }

  async stop(): Promise<ProcessorReport> {
    clearInterval(this.#timer);
    await this.#sample();
    const seconds = Object.fromEntries(
      [...this.#seen].map(([part, processes]) => {
        const used = [...processes.values()].map(({ first, latest }) => latest - first);
        return [part, round(used.reduce((sum, each) => sum + each, 0))];
      }),
    );
    const busy = busySeconds();
    if (busy === undefined || this.#busyBefore === undefined) {
      return { seconds, foreignShare: undefined };
    }
    const own = Object.values(seconds).reduce((sum, each) => sum + each, 0);
    const all = availableParallelism() * ((performance.now() - this.#startedAt) / 1_000);
    const foreign = Math.max(0, busy - this.#busyBefore - own);
    return { seconds, foreignShare: round(Math.min(1, foreign / all)) };
  }

  async #sample(): Promise<void> {
    for (const [part, find] of Object.entries(this.#parts)) {
      const processes = this.#seen.get(part) ?? new Map();
      this.#seen.set(part, processes);
      for (const pid of await find()) {
        const used = processSeconds(pid);
        if (used === undefined) continue;
        const known = processes.get(pid);
        processes.set(pid, { first: known?.first ?? used, latest: used });
      }
    }
  }
}

/** Processor time of a process; undefined when it has ended, or on another system than Linux. */
function processSeconds(pid: number): number | undefined {
  const text = readIfAny(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  // The name, in parentheses, may contain spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_SECONDS;
}

/** Processor time of everything on the machine, and what its host has taken away. */
function busySeconds(): number | undefined {
  const line = readIfAny('/proc/stat')?.split('\n', 1)[0];
  if (line === undefined) return undefined;
  const [user, nice, system, , , irq, softirq, steal] = line.trim().split(/\s+/).slice(1);
  const busy = [user, nice, system, irq, softirq, steal];
  return busy.reduce((sum, ticks) => sum + Number(ticks), 0) * TICK_SECONDS;
}

function readIfAny(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
