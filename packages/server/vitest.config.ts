import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Durable commits wait for a disk that other suites use too.
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
