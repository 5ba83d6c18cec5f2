import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // No test leaves a global changed, so files share their workers.
    isolate: false,
    // Only ends tests that hang: none waits for time to pass.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'tests', include: ['src/**/*.test.ts', 'test/*.test.ts'] },
      },
      // These start the built program, again and again.
      { extends: true, test: { name: 'processes', include: ['test/processes/*.test.ts'] } },
      // These run bash, zsh and fish, which not every machine has.
      { extends: true, test: { name: 'shells', include: ['test/shells/*.test.ts'] } },
    ],
  },
});
