import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../src/testing/databases.ts';
import { proveFuzz } from './proof/fuzz/fuzz-proof.ts';

/** `pnpm proof:fuzz` sends 100,000. */
const REQUESTS = { SQLite: 3_000, PostgreSQL: 1_500 } as const;

for (const kind of await databaseKinds()) {
  describe(`hostile requests to a server on ${kind.name}`, () => {
    it('responds without failures, hangs or leaks of another organization', {
      timeout: 240_000,
    }, async () => {
      const report = await proveFuzz({
        kind,
        requests: REQUESTS[kind.name],
        seed: Date.now() % 2 ** 31,
        waitForCutOff: false,
      });
      console.log(JSON.stringify(report));
      expect(report.problems).toEqual([]);
      // Requests reach code where they could do harm, not just the first check.
      for (const status of [200, 201, 400, 401, 404, 409]) {
        expect(report.statuses[status]).toBeGreaterThan(0);
      }
    });
  });
}
