import { mock } from 'node:test';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  // Each test loads the sandbox again, under the timers that it has faked.
  vi.resetModules();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  mock.timers.reset();
});

const FAKES: readonly [string, () => void][] = [
  ['Vitest and modern Jest', () => vi.useFakeTimers()],
  ['node:test', () => mock.timers.enable({ apis: ['setTimeout', 'setImmediate', 'Date'] })],
  [
    'legacy Jest',
    () => {
      const fake = () => Object.assign(() => 0, { _isMockFunction: true });
      for (const name of ['setTimeout', 'clearTimeout', 'setImmediate', 'setInterval']) {
        vi.stubGlobal(name, fake());
      }
    },
  ],
];

test.each(FAKES)(
  'completes a job under timers that %s faked before the import',
  async (_, fake) => {
    fake();
    const { createSandbox } = await import('../../src/index.ts');
    const { callApi, jobOrder } = await import('../../src/testing/api-caller.ts');
    const world = await createSandbox().world({ patience: 20 });
    await world.webhooks.deliverTo(() => new Promise<Response>(() => {}), {
      events: ['job.completed'],
    });
    await callApi(world, 'POST', '/v1/jobs', jobOrder());
    await world.clock.advance('30s');
    expect((await world.jobs())[0]?.status).toBe('completed');
    expect(world.webhooks.deliveries()).toEqual([expect.objectContaining({ reason: 'timeout' })]);
  },
);

test('moves time by the timers of jsdom, which have no name and no MessageChannel beside them', async () => {
  const { setTimeout: start, clearTimeout: stop } = globalThis;
  const timers = [
    (callback: () => void, milliseconds: number) => start(callback, milliseconds),
    (timer: NodeJS.Timeout) => stop(timer),
  ];
  vi.stubGlobal('setTimeout', timers[0]);
  vi.stubGlobal('clearTimeout', timers[1]);
  vi.stubGlobal('setImmediate', undefined);
  vi.stubGlobal('MessageChannel', undefined);
  const { createSandbox } = await import('../../src/index.ts');
  const { callApi, jobOrder } = await import('../../src/testing/api-caller.ts');
  const world = await createSandbox().world();
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  await world.clock.advance('15s');
  expect((await world.jobs())[0]?.status).toBe('completed');
});

test('names the fix in an environment without Response', async () => {
  vi.stubGlobal('Response', undefined);
  const { createSandbox } = await import('../../src/index.ts');
  expect(() => createSandbox()).toThrow(
    /^Cannot create a sandbox: this environment has no Response.*jest-fixed-jsdom/,
  );
});
