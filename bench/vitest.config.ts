import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A timeout only for tests that hang: nothing here is timed.
  test: { include: ['*.test.ts', '{measure,page,report,size}/**/*.test.ts'], testTimeout: 60_000 },
});
