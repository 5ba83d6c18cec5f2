import { defineConfig } from 'vitest/config';

export default defineConfig({
  // No test leaves a global changed, so files share a worker.
  // A limit for tests that hang: machines differ in speed, and no test measures time.
  test: { isolate: false, include: ['src/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
