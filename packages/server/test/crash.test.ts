import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../src/storage/testing/databases.ts';
import { proveCrashes } from './proof/crash/crash-proof.ts';

/** `pnpm proof:crash` plays 200 rounds, on SQLite too. */
const ROUNDS = 6;

const kind = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');

describe.skipIf(kind === undefined)(
  'two servers on one database that are killed under load',
  () => {
    it('lose no acknowledged job, answer, cent, file or event', { timeout: 240_000 }, async () => {
      if (kind === undefined) return;
      const report = await proveCrashes({
        kind,
        processes: 2,
        rounds: ROUNDS,
        seed: Date.now(),
        leases: 'pass',
      });
      console.log(JSON.stringify(report));
      expect(report.losses).toEqual([]);
      expect(report.kills).toBeGreaterThanOrEqual(ROUNDS);
      expect(report.jobs).toBeGreaterThan(ROUNDS);
      expect(report.deliveries).toBeGreaterThan(0);
    });
  },
);
