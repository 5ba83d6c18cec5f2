/**
 * `pnpm proof:faults [--schedules 1000] [--seed n] [--database sqlite|postgresql] [--processes 1|2] [--fault name]`: the
 * fault proof at its full size.
 */
import { parseArgs } from 'node:util';
import type { DatabaseName } from './fault.ts';
import { proveFaults } from './fault-proof.ts';
import { PostgresCluster } from './postgres-cluster.ts';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    database: { type: 'string' },
    processes: { type: 'string' },
    fault: { type: 'string', multiple: true },
  },
});

/** SQLite has one process; PostgreSQL is proven with one and with two. */
const SYSTEMS: readonly { readonly database: DatabaseName; readonly processes: number }[] = [
  { database: 'SQLite', processes: 1 },
  { database: 'PostgreSQL', processes: 1 },
  { database: 'PostgreSQL', processes: 2 },
];
const chosen = SYSTEMS.filter(
  ({ database, processes }) =>
    (values.database === undefined || database.toLowerCase() === values.database) &&
    (values.processes === undefined || processes === Number(values.processes)),
);
const problem = PostgresCluster.problem();
// Ends with the handlers of `exit`, which leave no database or mount behind.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
let violations = 0;
for (const { database, processes } of chosen) {
  if (database === 'PostgreSQL' && problem !== undefined) {
    console.warn(`SKIPPED on PostgreSQL: ${problem}`);
    continue;
  }
  const report = await proveFaults({
    database,
    processes,
    schedules: Math.ceil(Number(values.schedules) / chosen.length),
    seed: Number(values.seed),
    ...(values.fault !== undefined && { only: values.fault }),
    onSchedule: (line) => console.log(`${database}, ${processes} processes, ${line}`),
  });
  violations += report.violations.length;
  console.log(JSON.stringify(report, null, 2));
}
process.exitCode = violations === 0 ? 0 : 1;
