import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The timeouts only end tests that hang: machines differ in speed, and no test is timed.
  test: {
    isolate: false,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
