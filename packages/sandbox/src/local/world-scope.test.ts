import { afterEach, expect, test, vi } from 'vitest';
import { createSandbox } from '../index.ts';
import { callApi } from '../testing/api-caller.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('refuses world.run in a runtime that throws for Node modules, and names the alternative', async () => {
  vi.stubGlobal('process', {
    getBuiltinModule() {
      throw new Error('not supported on this runtime');
    },
  });
  const world = await createSandbox().world();
  expect((await callApi(world, 'GET', '/v1/jobs')).status).toBe(200);
  expect(() => world.run(() => {})).toThrow(
    /^Cannot run: world.run needs Node .* give each client its world.apiKey/,
  );
});
