import { results as workerResults } from '@firsthandapi/spec/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ScenarioContext } from './context/scenario-context.ts';
import { excusedWorkerOperations } from './coverage/excused-worker-operations.ts';
import { coverageGaps, staleExcuses } from './coverage/gaps.ts';
import { Recorder } from './coverage/recorder.ts';
import { saveCoverage } from './coverage/saved-coverage.ts';
import { recordScriptLog } from './record-script-log.ts';
import { scenarios } from './scenarios/index.ts';
import { inProcessTarget } from './targets/in-process.ts';
import { type LoopbackServer, listenOnLoopback } from './world/listen-on-loopback.ts';
import type { Target } from './world/target.ts';

/** API keys, webhook secrets and signatures. */
const SECRETS = /fh_(live|test)_sk_|whsec_|v1=[0-9a-f]{8}|signature=[0-9a-f]{8}/;

/** Runs every scenario on the target, then checks that they covered every documented status and event. */
export function playScenarios(target: Target): void {
  describe(target.name, () => {
    if (target.keepsLog) compareLogs(target);
    const recorder = new Recorder();

    beforeAll(() => target.open?.());

    playEach(target, recorder);
    checkCoverage(target.name, recorder);

    afterAll(async () => {
      saveCoverage(target.name, recorder.coverage());
      await target.close?.();
    });
  });
}

/** Runs each scenario in a world of its own, and expects that its responses and deliveries conform to the spec. */
function playEach(target: Target, recorder: Recorder): void {
  for (const { name, world: options, run } of scenarios) {
    test(name, async () => {
      recorder.drainProblems();
      await using world = await target.world(options);
      await run(new ScenarioContext(world, recorder));
      expect(recorder.drainProblems()).toEqual([]);
    });
  }
}

/** Checks what the scenarios covered together. */
function checkCoverage(targetName: string, recorder: Recorder): void {
  test('performs every operation of workers, or excuses it', () => {
    const { statuses } = recorder.coverage();
    const missing = Object.entries(workerResults)
      .filter(([id, { successStatus }]) => !statuses[`worker.${id}`]?.includes(successStatus))
      .map(([id]) => id);
    expect(missing.toSorted()).toEqual(excusedWorkerOperations);
  });

  test('covers every documented status and event, or excuses it', () => {
    const coverage = recorder.coverage();
    const gaps = coverageGaps(targetName, coverage);
    expect({ gaps, stale: staleExcuses(targetName, coverage) }).toEqual({
      gaps: [],
      stale: [],
    });
  });
}

/** Compares the target's log of a script with the log of the in-process sandbox. */
function compareLogs(target: Target): void {
  let hooks: LoopbackServer;
  let expected: string;

  // Runs before the target opens, because MSW would intercept these deliveries too.
  beforeAll(async () => {
    hooks = await listenOnLoopback(async () => new Response(null, { status: 204 }));
    await using world = await inProcessTarget.world({ seed: 42 });
    expected = await recordScriptLog(world, hooks.url);
  });

  test('produces a byte-identical log from the same seed and calls', async () => {
    await using world = await target.world({ seed: 42 });
    const log = await recordScriptLog(world, hooks.url);
    expect(log).toContain('"kind":"request"');
    expect(log).toContain('"status":204');
    expect(log).toBe(expected);
    expect(log).not.toMatch(SECRETS);
  });

  afterAll(() => hooks[Symbol.asyncDispose]());
}
