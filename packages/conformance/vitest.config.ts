import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Runs on MSW 2: imports of `msw`, including those of the sandbox, resolve to that version. */
const MSW_2 = 'test/msw2.test.ts';

/**
 * No scenario ends the machine, so no commit has to reach a disk: SQLite files and server folders are kept in memory
 * where the system offers it, and PostgreSQL confirms commits before it writes them out.
 */
const WITHOUT_DISK = {
  TMPDIR: existsSync('/dev/shm') ? '/dev/shm' : tmpdir(),
  TEST_DATABASE_URL: withoutFlush(
    process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test',
  ),
};

export default defineConfig({
  test: {
    globalSetup: ['src/coverage/print-tables.ts'],
    // Only ends tests that hang: scenarios never wait for time to pass.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: WITHOUT_DISK,
    // Most files wait for a server process, so even two cores run two of them at a time.
    maxWorkers: 2,
    // Targets keep their state in the worlds that they create, so files can share what they import.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'targets', include: ['{src,test}/**/*.test.ts'], exclude: [MSW_2] },
      },
      {
        extends: true,
        resolve: {
          alias: ['msw', 'msw/node'].map((entry) => ({
            find: new RegExp(`^${entry}$`),
            replacement: fileURLToPath(import.meta.resolve(entry.replace('msw', 'msw2'))),
          })),
        },
        test: { name: 'targets on msw 2', include: [MSW_2] },
      },
    ],
  },
});

function withoutFlush(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('synchronous_commit', 'off');
  return url.href;
}
