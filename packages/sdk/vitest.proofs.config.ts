import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/proofs/*.test.ts'],
    testTimeout: 300_000,
    // The backend of recheck that needs no binary.
    env: { RECHECK_BACKEND: 'pure' },
  },
});
