import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // The engine has no globals, so that test files can share their workers and the modules in them.
    isolate: false,
    // Ends only what hangs: machines differ in speed, and nothing here depends on it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
