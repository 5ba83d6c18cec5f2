import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PlayedSchedule, SystemName } from './fault-report.ts';
import type { LaneOptions, LaneRequest, LaneResponse } from './lane.ts';

/** The schedule of a seed on a system. */
export interface Turn {
  readonly system: SystemName;
  readonly seed: number;
}

export interface LanesOptions {
  readonly lanes: number;
  readonly turns: readonly Turn[];
  readonly play: Omit<LaneOptions, 'database' | 'processes'>;
  /** No further schedule starts once it is aborted. */
  readonly signal: AbortSignal;
  readonly onPlayed: (played: PlayedSchedule) => void;
  /** Called with what a lane that has ended has not kept, or why it has ended. */
  readonly onProblem: (system: SystemName, problem: string, turn?: Turn) => void;
}

/** A schedule takes seconds, and a minute or two when it breaks an invariant and is shrunk. */
const LONGEST_TURN_MS = 5 * 60_000;

/** Plays every turn, several at the same time. A lane stays with one system until there are no more turns on it. */
export async function playInLanes(options: LanesOptions): Promise<void> {
  const waiting = new Map<SystemName, Turn[]>();
  for (const turn of options.turns) {
    waiting.set(turn.system, [...(waiting.get(turn.system) ?? []), turn]);
  }
  const systems = [...waiting.keys()];
  const lanes = Array.from({ length: options.lanes }, async (_, number) => {
    let system = systems[number % systems.length];
    while (system !== undefined && !options.signal.aborted) {
      await playSystem(system, waiting.get(system) ?? [], options);
      system = systemWithMost(waiting);
    }
  });
  await Promise.all(lanes);
}

function systemWithMost(waiting: ReadonlyMap<SystemName, readonly Turn[]>): SystemName | undefined {
  const [most] = [...waiting].sort(([, one], [, other]) => other.length - one.length);
  return most === undefined || most[1].length === 0 ? undefined : most[0];
}

/** Plays the turns of one system in a process, and again in a new one when that has ended. */
async function playSystem(
  system: SystemName,
  turns: Turn[],
  { play, signal, onPlayed, onProblem }: LanesOptions,
): Promise<void> {
  while (turns.length > 0 && !signal.aborted) {
    const lane = new Lane();
    try {
      for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
        const response = await lane.ask({ kind: 'play', ...play, ...system, seed: turn.seed });
        if (response.kind === 'played') onPlayed(response.played);
        else {
          onProblem(system, messageOf(response), turn);
          break;
        }
        if (signal.aborted) break;
      }
      // An interrupted proof does not wait for deliveries.
      const settled = signal.aborted ? undefined : await lane.ask({ kind: 'settle' });
      if (settled?.kind === 'settled') {
        for (const promise of settled.missing) onProblem(system, `after all faults: ${promise}`);
      } else if (settled !== undefined) onProblem(system, messageOf(settled));
    } finally {
      await lane.close();
    }
  }
}

function messageOf(response: LaneResponse): string {
  return `the proof failed: ${response.kind === 'failed' ? response.message : response.kind}`;
}

/** A process that plays schedules. */
class Lane {
  readonly #process: ChildProcess = fork(fileURLToPath(new URL('lane.ts', import.meta.url)), {
    // Not in the terminal's process group: Ctrl+C ends the proof after the schedules that are being played.
    detached: true,
  });
  readonly #ended = once(this.#process, 'exit');

  async ask(request: LaneRequest): Promise<LaneResponse> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), LONGEST_TURN_MS);
    const response = once(this.#process, 'message', { signal: late.signal });
    this.#process.send(request, () => {});
    try {
      return await Promise.race([
        response.then(([message]) => message as LaneResponse),
        this.#ended.then(([code]) => ({
          kind: 'failed' as const,
          message: `its process ended: ${code}`,
        })),
      ]);
    } catch {
      return { kind: 'failed', message: `no end within ${LONGEST_TURN_MS / 1_000} s` };
    } finally {
      clearTimeout(timer);
      late.abort();
      response.catch(() => {});
    }
  }

  async close(): Promise<void> {
    this.#process.kill('SIGTERM');
    await this.#ended;
  }
}
