import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Some tests start the compiler or other processes, which take seconds where the machine is busy.
  test: { include: ['scripts/**/*.test.ts'], testTimeout: 60_000 },
});
