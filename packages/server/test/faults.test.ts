import { describe, expect, it } from 'vitest';
import { proveFaults } from './proof/faults/fault-proof.ts';
import type { DatabaseName } from './proof/faults/system/faulty-system.ts';
import { PostgresCluster } from './proof/faults/system/postgres-cluster.ts';

/** `pnpm proof:faults` plays 1,000, on one and on two processes, with a seed of its own. */
const SCHEDULES = 100;
const LIMIT_MS = 20_000;
const SEED = Date.now() % 2 ** 31;

const problem = PostgresCluster.problem();
if (problem !== undefined) console.warn(`SKIPPED on PostgreSQL: ${problem}`);
const databases: readonly DatabaseName[] =
  problem === undefined ? ['SQLite', 'PostgreSQL'] : ['SQLite'];

for (const database of databases) {
  describe(`a server on ${database}, under random faults`, () => {
    it('stays alive, responds, reports its state in /readyz, loses nothing and recovers by itself', {
      timeout: 240_000,
    }, async () => {
      const report = await proveFaults({
        database,
        processes: 1,
        schedules: SCHEDULES,
        limitMs: LIMIT_MS,
        seed: SEED,
      });
      console.log(report.summary, [...report.skipped]);
      expect(report.violations).toEqual([]);
      expect(report.played).toBeGreaterThan(1);
      expect(report.requests).toBeGreaterThan(50);
    });
  });
}
