import { defineConfig } from 'vitest/config';

export default defineConfig({
  // No test leaves a global changed, so files share a worker.
  // Only ends what hangs: machines differ in speed, and nothing here is timed.
  test: { isolate: false, include: ['src/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
