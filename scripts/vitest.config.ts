import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A timeout only for tests that hang: nothing here is timed.
  test: { include: ['**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
