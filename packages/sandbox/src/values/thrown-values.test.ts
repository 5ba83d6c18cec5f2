import { describe, expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { callApi, jobOrder } from '../testing/api-caller.ts';
import type { World } from '../world/world.ts';

const fail = (): never => {
  throw new Error('a trap');
};

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** What JavaScript lets anyone throw, and what cannot even be looked at. */
const THROWN: readonly (readonly [name: string, value: unknown, described: string])[] = [
  ['a revoked proxy', revoked(), 'unreadable object'],
  [
    'a proxy that throws',
    new Proxy({}, { get: fail, getPrototypeOf: fail, has: fail }),
    'unreadable object',
  ],
  ['an object without a prototype', Object.create(null), 'unreadable object'],
  ['a symbol', Symbol('thrown'), 'Symbol(thrown)'],
  [
    'an error whose message throws',
    Object.defineProperty(new Error(), 'message', { get: fail }),
    'unreadable object',
  ],
  ['an error whose message is no text', Object.assign(new Error(), { message: 5 }), '5'],
  [
    'an error whose stack throws',
    Object.defineProperty(new Error('hidden'), 'stack', { get: fail }),
    'hidden',
  ],
  ['an error caused by a revoked proxy', new Error('outer', { cause: revoked() }), 'outer'],
];

async function errorOf(handler: () => never, options = {}): Promise<string | null | undefined> {
  const world: World = await createSandbox(options).world();
  await world.webhooks.deliverTo(handler, { events: ['job.completed'] });
  await callApi(world, 'POST', '/v1/jobs', jobOrder());
  await world.clock.advance('15s');
  expect(JSON.stringify(world.log())).toContain('handler_error');
  return world.webhooks.deliveries()[0]?.error;
}

describe.each(THROWN)('when %s is thrown', (_name, value, described) => {
  const raise = (): never => {
    throw value;
  };

  test('lets the clock move on from a webhook handler, and logs a description', async () => {
    expect(await errorOf(raise)).toBe(described);
  });

  test('describes the failure of a script', async () => {
    const world = await createSandbox().world();
    world.worker.script(raise);
    const { status, body } = await callApi(world, 'POST', '/v1/jobs', jobOrder());
    expect(status).toBe(500);
    expect(body.error.message).toBe(`worker.script failed: ${described}`);
  });
});

test('takes a revoked proxy in place of a response for an error of the handler', async () => {
  expect(await errorOf((() => revoked()) as () => never)).toMatch(/proxy that has been revoked/);
});
