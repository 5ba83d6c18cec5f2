/**
 * `pnpm proof:hostile [--quick] [--organizations 100] [--seconds 60] [--seed n] [--database sqlite|postgresql]`: hostile
 * organizations beside a well-behaved one. `--quick` takes less than 90 seconds.
 */
import { parseArgs } from 'node:util';
import { databaseKinds } from '../../../src/testing/databases.ts';
import { proveHostile } from './hostile-proof.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    organizations: { type: 'string', default: '100' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    database: { type: 'string' },
  },
});
for (const kind of await databaseKinds()) {
  if (values.database !== undefined && kind.name.toLowerCase() !== values.database) continue;
  const report = await proveHostile({
    kind,
    organizations: Number(values.organizations),
    seconds: Number(values.seconds ?? (values.quick ? 25 : 60)),
    seed: Number(values.seed),
  });
  console.log(JSON.stringify(report, undefined, 2));
  if (report.problems.length > 0) process.exitCode = 1;
}
