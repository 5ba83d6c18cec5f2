import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../src/storage/testing/databases.ts';
import { proveCrashes } from './crash/crash-proof.ts';

const ROUNDS = 6;

for (const kind of await databaseKinds()) {
  const processes = kind.name === 'PostgreSQL' ? 2 : 1;
  describe(`kill -9 under load on ${kind.name}, ${processes} process(es)`, () => {
    it('loses no acknowledged job, answer, cent, file or event', { timeout: 180_000 }, async () => {
      const seed = Date.now();
      const report = await proveCrashes({ kind, processes, rounds: ROUNDS, seed, leases: 'pass' });
      console.log(JSON.stringify(report));
      expect(report.losses).toEqual([]);
      expect(report.kills).toBeGreaterThanOrEqual(ROUNDS);
      expect(report.jobs).toBeGreaterThan(ROUNDS);
      expect(report.deliveries).toBeGreaterThan(0);
    });
  });
}
