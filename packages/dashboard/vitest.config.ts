import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Only ends tests that hang: machines differ in speed, and no test measures time.
  test: { include: ['src/**/*.test.ts'], isolate: false, testTimeout: 60_000 },
});
