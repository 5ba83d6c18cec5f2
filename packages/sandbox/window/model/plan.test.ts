import { expect, test } from 'vitest';
import { createSandbox } from '../../src/index.ts';
import type { LocalWorld } from '../../src/local/local-world.ts';
import { callApi, jobOrder } from '../../src/testing/api-caller.ts';
import { plannedSteps } from '../../src/window/planned-steps.ts';
import { magic } from '../../src/world/magic.ts';
import { stepText } from './plan.ts';

test('has words for every step that a world plans', async () => {
  const world = (await createSandbox().world({ now: '2026-01-01T00:00:00Z' })) as LocalWorld;
  await world.webhooks.deliverTo(() => new Response(null, { status: 500 }));
  for (const scenario of Object.values(magic.job)) {
    const more = {
      metadata: scenario,
      min_width: 2_000,
      min_height: 1_000,
      deadline: '2026-01-02T00:00:00Z',
    };
    const { status } = await callApi(world, 'POST', '/v1/jobs', jobOrder(2, more));
    expect(status).toBe(201);
  }
  await callApi(world, 'POST', '/v1/privacy/exports');
  const texts = new Map<string, string>();
  const note = () => {
    for (const step of plannedSteps(world.inspect()).steps) texts.set(step.kind, stepText(step));
  };
  for (let second = 0; second < 60; second += 1) {
    note();
    await world.clock.advance('1s');
  }
  // Only the next ten are listed: the deadlines come last.
  await world.clock.advanceTo('2026-01-01T23:00:00Z');
  note();
  for (const [kind, text] of texts) expect(text).not.toBe(kind.replaceAll(/[._]/g, ' '));
  expect([...texts.keys()].sort()).toEqual([
    'job.deadline',
    'privacy.export',
    'simulation.accept',
    'simulation.flag',
    'simulation.hand_in',
    'simulation.hand_in_next',
    'simulation.score',
    'simulation.score_next',
    'simulation.take_over',
    'webhook.deliver',
  ]);
});
