import { defineConfig } from 'vitest/config';

/** Tests that go through MSW run on both of its major versions. */
const THROUGH_MSW = ['test/msw/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'sandbox',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: THROUGH_MSW,
        },
      },
      { test: { name: 'msw 3', include: THROUGH_MSW } },
      {
        resolve: { alias: { 'msw/node': 'msw2/node', msw: 'msw2' } },
        test: { name: 'msw 2', include: THROUGH_MSW },
      },
    ],
  },
});
