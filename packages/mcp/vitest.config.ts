import { defineConfig } from 'vitest/config';

/** These start the built program. */
const PROCESSES = ['test/processes/*.test.ts'];

export default defineConfig({
  // The timeouts only end tests that hang: machines differ in speed, and no test is timed.
  test: {
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: PROCESSES,
        },
      },
      { extends: true, test: { name: 'processes', include: PROCESSES } },
    ],
  },
});
