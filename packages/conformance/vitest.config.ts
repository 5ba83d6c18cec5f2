import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Targets that run on MSW 2: what they import as `msw`, the sandbox's own import of it included, is that version. */
const MSW_2 = 'test/msw2.test.ts';

export default defineConfig({
  test: {
    globalSetup: ['src/recording/print-tables.ts'],
    // Stories end when they are done: this only ends what hangs.
    testTimeout: 30_000,
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
