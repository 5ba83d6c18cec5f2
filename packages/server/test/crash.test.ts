import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../src/testing/databases.ts';
import { redisProgram } from '../src/testing/redis-process.ts';
import { proveCrashes } from './proof/crash/crash-proof.ts';

/** `pnpm proof:crash` plays 200 rounds on each database. */
const ROUNDS = 6;

for (const kind of await databaseKinds()) {
  const processes = kind.name === 'PostgreSQL' ? 2 : 1;
  const program = processes === 1 ? undefined : redisProgram();
  const servers = processes === 1 ? 'A server' : `${processes} servers`;
  const others = program === undefined ? '' : ', with their Redis and bucket';
  describe(`${servers} on ${kind.name}${others}, killed under load`, () => {
    it('loses no acknowledged job, response, cent, file or event', {
      timeout: 240_000,
    }, async () => {
      const seed = Date.now();
      const report = await proveCrashes({
        kind,
        processes,
        rounds: ROUNDS,
        seed,
        leases: 'pass',
        redisProgram: program,
      });
      console.log(JSON.stringify(report));
      expect(report.losses).toEqual([]);
      expect(report.kills).toBeGreaterThanOrEqual(ROUNDS);
      expect(report.jobs).toBeGreaterThan(ROUNDS);
      expect(report.deliveries).toBeGreaterThan(0);
    });
  });
}
