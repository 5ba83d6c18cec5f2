import { defineConfig } from 'vitest/config';

export default defineConfig({
  // No test leaves a global changed, so files share a worker.
  // Some tests start the compiler or other processes, which take seconds where the machine is busy.
  test: { isolate: false, include: ['scripts/**/*.test.ts'], testTimeout: 60_000 },
});
