import { defineConfig } from 'vitest/config';

export default defineConfig({
  // No test leaves a global changed, so files share a worker.
  // A timeout only for tests that hang: nothing here is timed.
  test: {
    isolate: false,
    include: ['*.test.ts', '{measure,page,report,size}/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
