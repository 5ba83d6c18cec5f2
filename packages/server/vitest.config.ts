import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { defineConfig } from 'vitest/config';

/** These kill servers, so their commits must reach the disk; the others may lose everything with the machine. */
const PROOFS = ['test/crash.test.ts', 'test/fuzz.test.ts'];
const WITHOUT_DISK = {
  TMPDIR: existsSync('/dev/shm') ? '/dev/shm' : tmpdir(),
  TEST_DATABASE_URL: withoutFlush(
    process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test',
  ),
};

export default defineConfig({
  test: {
    // Only ends tests that hang: none waits for time to pass.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Most files wait for a database, so even two cores run two of them at a time.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: PROOFS,
          env: WITHOUT_DISK,
        },
      },
      { extends: true, test: { name: 'proofs', include: PROOFS } },
    ],
  },
});

/** PostgreSQL then confirms commits before it writes them out. */
function withoutFlush(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('synchronous_commit', 'off');
  return url.href;
}
