import { afterEach, expect, test, vi } from 'vitest';
import { callApi } from '../testing/api-caller.ts';
import { createSandbox } from './create-sandbox.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a runtime that throws when it is asked for a module of Node is told what to do instead', async () => {
  vi.stubGlobal('process', {
    getBuiltinModule() {
      throw new Error('not supported on this runtime');
    },
  });
  const world = await createSandbox().world();
  expect((await callApi(world, 'GET', '/v1/jobs')).status).toBe(200);
  expect(() => world.run(() => {})).toThrow(
    /^run: needs Node .* give each client its world.apiKey/,
  );
});
