/**
 * One lane of the fault proof: plays the schedules that its parent sends, on a system of its own. It is a process, since
 * starting a database blocks the event loop, on which the requests of other lanes are timed.
 */
import { FaultPlayer } from './fault-player.ts';
import type { PlayedSchedule, SystemName } from './fault-report.ts';
import type { Schedule } from './schedule/schedule.ts';

/** What a lane is asked to do: to play a schedule, or to wait for what the last system has promised. */
export type LaneRequest =
  | (LaneOptions & { readonly kind: 'play'; readonly seed: number })
  | { readonly kind: 'settle' };

export interface LaneOptions extends SystemName {
  readonly only?: readonly string[] | undefined;
  readonly schedule?: Schedule | undefined;
  readonly shrinks: boolean;
}

export type LaneResponse =
  | { readonly kind: 'played'; readonly played: PlayedSchedule }
  | { readonly kind: 'settled'; readonly missing: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

let player: FaultPlayer | undefined;

async function respondTo(request: LaneRequest): Promise<LaneResponse> {
  try {
    if (request.kind === 'play') {
      player ??= new FaultPlayer(request);
      return { kind: 'played', played: await player.prove(request.seed) };
    }
    const missing = (await player?.settle()) ?? [];
    await player?.close();
    return { kind: 'settled', missing };
  } catch (error) {
    return { kind: 'failed', message: (error as Error).stack ?? String(error) };
  }
}

process.on('message', async (request: LaneRequest) => process.send?.(await respondTo(request)));
// The parent has ended. The handlers of `exit` leave no database or mount behind.
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => process.exit(1));
