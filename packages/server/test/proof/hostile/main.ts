/**
 * `pnpm proof:hostile [--quick] [--organizations 100] [--seconds 60] [--seed n] [--database sqlite|postgresql]
 * [--only requests|jobs]`: hostile organizations beside a well-behaved one, whose requests are timed first, and then its jobs
 * and their webhooks. `--quick` takes less than 3 minutes.
 */
import { parseArgs } from 'node:util';
import { databaseKinds } from '../../../src/testing/databases.ts';
import { proveHostile } from './hostile-proof.ts';
import { provePunctual } from './punctual-proof.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    organizations: { type: 'string', default: '100' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    database: { type: 'string' },
    only: { type: 'string' },
  },
});
for (const kind of await databaseKinds()) {
  if (values.database !== undefined && kind.name.toLowerCase() !== values.database) continue;
  if (values.only !== 'jobs') {
    print(
      await proveHostile({
        kind,
        organizations: Number(values.organizations),
        seconds: Number(values.seconds ?? (values.quick ? 25 : 60)),
        seed: Number(values.seed),
      }),
    );
  }
  if (values.only !== 'requests') {
    print(
      await provePunctual({
        kind,
        hostileOrganizations: values.quick ? 2 : 10,
        hostileJobsEach: 2,
        jobs: values.quick ? 4 : 10,
      }),
    );
  }
}

function print(report: { readonly problems: readonly string[] }): void {
  console.log(JSON.stringify(report, undefined, 2));
  if (report.problems.length > 0) process.exitCode = 1;
}
