import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LoopbackServer, listenOnLoopback } from './listen-on-loopback.ts';
import { gapsOf, staleExplanations } from './recording/gaps.ts';
import { keepHits } from './recording/hits.ts';
import { Recorder } from './recording/recorder.ts';
import { logOfScript } from './same-log.ts';
import { Stage } from './stage.ts';
import { stories } from './stories/index.ts';
import type { Target } from './target.ts';
import { inProcessTarget } from './targets/in-process.ts';

/** API keys, webhook secrets and signatures, in whatever a log may hold of them. */
const SECRETS = /fh_(live|test)_sk_|whsec_|v1=[0-9a-f]{8}|signature=[0-9a-f]{8}/;

/** Plays every story on the target, and then asks whether all that the document promises was met. */
export function playStories(target: Target): void {
  describe(target.name, () => {
    if (target.keepsLog) compareLogs(target);
    const recorder = new Recorder();

    beforeAll(() => target.open?.());

    for (const { name, world: options, play } of stories) {
      test(name, async () => {
        recorder.takeProblems();
        await using world = await target.world(options);
        await play(new Stage(world, recorder));
        expect(recorder.takeProblems()).toEqual([]);
      });
    }

    test('every documented status of every operation, and every event, is met or excused', () => {
      const hits = recorder.hits();
      const gaps = gapsOf(target.name, hits);
      expect({ gaps, stale: staleExplanations(target.name, hits) }).toEqual({
        gaps: [],
        stale: [],
      });
    });

    afterAll(async () => {
      keepHits(target.name, recorder.hits());
      await target.close?.();
    });
  });
}

/** Holds the log that the target keeps of a script against the one that the sandbox in process keeps of it. */
function compareLogs(target: Target): void {
  let hooks: LoopbackServer;
  let expected: string;

  // Before the target opens: what intercepts requests would also intercept these deliveries.
  beforeAll(async () => {
    hooks = await listenOnLoopback(async () => new Response(null, { status: 204 }));
    await using world = await inProcessTarget.world({ seed: 42 });
    expected = await logOfScript(world, hooks.url);
  });

  test('the same seed and calls give the same log, to the byte', async () => {
    await using world = await target.world({ seed: 42 });
    const log = await logOfScript(world, hooks.url);
    expect(log).toContain('"kind":"request"');
    expect(log).toContain('"status":204');
    expect(log).toBe(expected);
    expect(log).not.toMatch(SECRETS);
  });

  afterAll(() => hooks[Symbol.asyncDispose]());
}
