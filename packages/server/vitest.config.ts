import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { defineConfig } from 'vitest/config';

/** These kill servers, so their commits must reach the disk; the others may lose everything with the machine. */
const PROOFS = ['test/crash.test.ts', 'test/faults.test.ts', 'test/fuzz.test.ts'];
/** These look at every page in a browser, for seconds each. */
const PAGES = [
  'test/pages-in-chromium.test.ts',
  'test/{dashboard,worker-app}/*-in-chromium.test.ts',
];
/** These run several servers, spawned ones, or whole databases through backups and checks: minutes of CPU time. */
const PROCESSES = ['test/processes/*.test.ts'];
const WITHOUT_DISK = {
  TMPDIR: existsSync('/dev/shm') ? '/dev/shm' : tmpdir(),
  TEST_DATABASE_URL: withoutFlush(
    process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test',
  ),
};

export default defineConfig({
  test: {
    globalSetup: ['src/testing/schema-pool-setup.ts'],
    // Only ends tests that hang: none waits for time to pass.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Tests mostly wait: for a database, for responses, for a server that closes. So there are more workers than cores.
    maxWorkers: 4,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          // Servers and stores of a test belong to that test, so files can share what they import.
          isolate: false,
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...PROOFS, ...PAGES, ...PROCESSES],
          env: WITHOUT_DISK,
        },
      },
      {
        extends: true,
        test: { name: 'processes', isolate: false, include: PROCESSES, env: WITHOUT_DISK },
      },
      { extends: true, test: { name: 'proofs', include: PROOFS } },
      {
        extends: true,
        test: { name: 'pages', include: PAGES, env: WITHOUT_DISK, testTimeout: 300_000 },
      },
    ],
  },
});

/** PostgreSQL then confirms commits before it writes them out. */
function withoutFlush(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('synchronous_commit', 'off');
  return url.href;
}
