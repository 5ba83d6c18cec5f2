import { defineConfig } from 'vitest/config';

/** Tests that go through MSW run on both of its major versions. */
const THROUGH_MSW = ['test/msw/**/*.test.ts'];

export default defineConfig({
  test: {
    // Only ends what hangs: machines differ in speed, and nothing here is timed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'sandbox',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: THROUGH_MSW,
        },
      },
      { extends: true, test: { name: 'msw 3', include: THROUGH_MSW } },
      {
        extends: true,
        resolve: { alias: { 'msw/node': 'msw2/node', msw: 'msw2' } },
        test: { name: 'msw 2', include: THROUGH_MSW },
      },
    ],
  },
});
