import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Only stops tests that hang: nothing here depends on the machine's speed.
  test: {
    // No test leaves a global changed, so files share their workers.
    isolate: false,
    include: ['src/**/*.test.ts', 'test/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
