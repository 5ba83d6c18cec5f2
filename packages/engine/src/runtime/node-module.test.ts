import { afterEach, expect, it, vi } from 'vitest';
import { nodeModule } from './node-module.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it("finds a module of Node's where there is one", () => {
  expect(nodeModule('node:zlib')?.inflateSync).toBeTypeOf('function');
});

it.each([
  ['there is no process', undefined],
  ['the process cannot be asked', {}],
  [
    'the lookup throws, as in edge runtimes',
    {
      getBuiltinModule() {
        throw new Error('not supported on this runtime');
      },
    },
  ],
])('returns undefined where %s', (_, process) => {
  vi.stubGlobal('process', process);
  expect(nodeModule('node:zlib')).toBeUndefined();
});
