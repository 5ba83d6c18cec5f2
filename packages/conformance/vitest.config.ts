import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Runs on MSW 2: imports of `msw`, including those of the sandbox, resolve to that version. */
const MSW_2 = 'test/msw2.test.ts';

export default defineConfig({
  test: {
    globalSetup: ['src/coverage/print-tables.ts'],
    // Only ends tests that hang: scenarios never wait for time to pass.
    testTimeout: 30_000,
    // Most files wait for a server process, so even two cores run two of them at a time.
    maxWorkers: 2,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: 'targets', include: ['{src,test}/**/*.test.ts'], exclude: [MSW_2] },
      },
      {
        extends: true,
        resolve: {
          alias: ['msw', 'msw/node'].map((entry) => ({
            find: new RegExp(`^${entry}$`),
            replacement: fileURLToPath(import.meta.resolve(entry.replace('msw', 'msw2'))),
          })),
        },
        test: { name: 'targets on msw 2', include: [MSW_2] },
      },
    ],
  },
});
