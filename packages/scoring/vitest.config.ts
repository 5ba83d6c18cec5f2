import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // Pure functions without globals: test files can share their workers.
    isolate: false,
    // Ends only what hangs: machines differ in speed, and nothing here depends on it.
    testTimeout: 60_000,
  },
});
