/**
 * `pnpm proof:faults [--schedules 1000] [--minutes m] [--seed n] [--database sqlite|postgresql] [--processes 1|2]
 * [--fault name] [--replay schedule]`: the fault proof at its full size. `--replay` takes a schedule that a report
 * shows, and plays it `--schedules` times (default then: 20): interleavings differ, so a failure has a rate.
 */
import { parseArgs } from 'node:util';
import type { DatabaseName } from './fault.ts';
import { proveFaults } from './fault-proof.ts';
import { PostgresCluster } from './postgres-cluster.ts';
import { parseSchedule } from './schedule.ts';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string' },
    minutes: { type: 'string' },
    replay: { type: 'string' },
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
const replayed = values.replay === undefined ? undefined : parseSchedule(values.replay);
const schedules = Number(values.schedules ?? (replayed === undefined ? 1_000 : 20));
let violations = 0;
for (const { database, processes } of chosen) {
  if (database === 'PostgreSQL' && problem !== undefined) {
    console.warn(`SKIPPED on PostgreSQL: ${problem}`);
    continue;
  }
  const report = await proveFaults({
    database,
    processes,
    schedules: Math.ceil(schedules / chosen.length),
    schedule: replayed,
    shrinks: replayed === undefined,
    ...(values.minutes !== undefined && {
      limitMs: (Number(values.minutes) * 60_000) / chosen.length,
    }),
    seed: Number(values.seed),
    ...(values.fault !== undefined && { only: values.fault }),
    onSchedule: (line) => console.log(`${database}, ${processes} processes, ${line}`),
  });
  violations += report.violations.length;
  console.log(JSON.stringify(report, null, 2));
}
process.exitCode = violations === 0 ? 0 : 1;
