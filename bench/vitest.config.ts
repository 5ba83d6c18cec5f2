import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Only ends what hangs: machines differ in speed, and nothing here is timed.
  test: { include: ['*.test.ts', '{measure,page,report,size}/**/*.test.ts'], testTimeout: 60_000 },
});
