import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A limit for tests that hang: machines differ in speed, and no test measures time.
  test: { include: ['src/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
