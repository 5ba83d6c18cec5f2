/**
 * `pnpm proof:faults [--schedules 1000] [--minutes m] [--lanes n] [--seed n] [--database sqlite|postgresql]
 * [--processes 1|2] [--fault name] [--journal file] [--resume file] [--replay schedule]`: the fault proof at its full
 * size. Schedules are dealt to the systems in turn, and played in several lanes. After Ctrl+C, or `--minutes`, the
 * schedules that are being played end and the report follows; `--resume` goes on from the journal, also after a kill.
 * `--replay` takes a schedule that a report shows, and plays it `--schedules` times (default then: 20): interleavings
 * differ, so a failure has a rate. Each violation is printed with what `/readyz` said and the last errors of the logs.
 */
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FaultReport, nameOf, type PlayedSchedule, type SystemName } from './fault-report.ts';
import { Journal } from './journal.ts';
import { playInLanes, type Turn } from './lanes.ts';
import { parseSchedule } from './schedule/schedule.ts';
import { PostgresCluster } from './system/postgres-cluster.ts';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string' },
    minutes: { type: 'string' },
    /** Servers and the proof wait most of the time, so there are more lanes than cores. */
    lanes: { type: 'string', default: String(availableParallelism() + 1) },
    replay: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    database: { type: 'string' },
    processes: { type: 'string' },
    fault: { type: 'string', multiple: true },
    journal: { type: 'string' },
    resume: { type: 'string' },
  },
});

/** SQLite has one process; PostgreSQL is proven with one and with two. */
const SYSTEMS: readonly SystemName[] = [
  { database: 'SQLite', processes: 1 },
  { database: 'PostgreSQL', processes: 1 },
  { database: 'PostgreSQL', processes: 2 },
];

const schedule = values.replay === undefined ? undefined : parseSchedule(values.replay);
const journal = openJournal();
const { header } = journal;
const report = new FaultReport();
for (const played of journal.played) report.add(played);
const turns = turnsLeft();
console.log(`${turns.length} schedules from seed ${header.seed}; journal: ${journal.path}`);

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second time, lanes end when this process does.
    if (stop.signal.aborted) process.exit(1);
    console.log('Ends after the schedules that are being played.');
    stop.abort();
  });
}
if (values.minutes !== undefined) {
  setTimeout(() => stop.abort(), Number(values.minutes) * 60_000).unref();
}
const start = performance.now();
const earlier = report.played;
await playInLanes({
  lanes: Number(values.lanes),
  turns,
  play: { only: header.faults, schedule, shrinks: schedule === undefined },
  signal: stop.signal,
  onPlayed,
  onProblem: (system, what, turn) => {
    console.log(`${nameOf(system)}${turn === undefined ? '' : `, seed ${turn.seed}`}: ${what}`);
    report.violate(system, { what, replay: turn === undefined ? '' : `of seed ${turn.seed}` });
  },
});
for (const reason of report.skipped) console.log(`SKIPPED ${reason}`);
for (const violation of report.violations) console.log(`VIOLATION ${violation}`);
const minutes = ((performance.now() - start) / 60_000).toFixed(1);
console.log(`FAULTS seed ${header.seed}, ${minutes} minutes: ${report.summary}`);
if (report.played < header.schedules) console.log(`Go on with --resume ${journal.path}`);
process.exitCode = report.violations.length === 0 ? 0 : 1;

function onPlayed(played: PlayedSchedule): void {
  journal.add(played);
  report.add(played);
  for (const { what, evidence } of played.violations) {
    console.log(`${nameOf(played)}, seed ${played.seed}: ${what}`);
    for (const line of evidence) console.log(`  ${line}`);
  }
  const each = (performance.now() - start) / 1_000 / (report.played - earlier);
  console.log(
    `${report.played}/${header.schedules} schedules, ${report.violations.length} violations, ${each.toFixed(1)} s each`,
  );
}

function openJournal(): Journal {
  if (values.resume !== undefined) return Journal.open(values.resume);
  const seed = Number(values.seed);
  return Journal.create(values.journal ?? join(tmpdir(), `firsthandapi-faults-${seed}.ndjson`), {
    seed,
    schedules: Number(values.schedules ?? (schedule === undefined ? 1_000 : 20)),
    database: values.database,
    processes: values.processes,
    faults: values.fault,
  });
}

/** Deals schedules to the systems in turn, and leaves out those that were played. */
function turnsLeft(): readonly Turn[] {
  const systems = chosenSystems();
  const done = new Set(journal.played.map((played) => `${nameOf(played)} ${played.seed}`));
  return Array.from({ length: header.schedules }, (_, number) => {
    const system = systems[number % systems.length];
    return system === undefined ? [] : [{ system, seed: header.seed + number }];
  })
    .flat()
    .filter(({ system, seed }) => !done.has(`${nameOf(system)} ${seed}`));
}

function chosenSystems(): readonly SystemName[] {
  const problem = PostgresCluster.problem();
  return SYSTEMS.filter(({ database, processes }) => {
    if (header.database !== undefined && database.toLowerCase() !== header.database) return false;
    if (header.processes !== undefined && processes !== Number(header.processes)) return false;
    if (database !== 'PostgreSQL' || problem === undefined) return true;
    console.warn(`SKIPPED on ${nameOf({ database, processes })}: ${problem}`);
    return false;
  });
}
