import { groups } from '../report/comparison.ts';
import { goalResultsOf } from '../report/goal-result.ts';
import type { BenchmarkRun } from './benchmark-run.ts';
import { comparisonSection } from './comparison-section.ts';
import { markdownTable } from './markdown-table.ts';

/** A machine counts as idle below this load per core. */
const IDLE_LOAD = 0.25;

/** Returns the page about a run, as Markdown. */
export function benchmarksPage(run: BenchmarkRun): string {
  const parts = [
    '---\neditLink: false\n---',
    '<!-- Written by bench/run.ts; run `pnpm bench` instead of editing it. -->',
    '# Benchmarks',
    introduction(run),
    HOW_TO_READ,
    ...warnings(run),
    goalsSection(run),
    ...groups.flatMap((group) => {
      const comparisons = run.comparisons.filter((comparison) => comparison.group === group);
      return comparisons.length === 0 ? [] : [`## ${group}`, ...comparisons.map(comparisonSection)];
    }),
    runSection(run),
    RUN_AGAIN,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function introduction({ date, machine, versions }: BenchmarkRun): string {
  const where = `${machine.processor} with ${machine.cores} cores, Node.js ${versions['Node.js']}`;
  return `Compare what our packages and similar ones cost in time, size and memory, all measured in one run on ${date.toISOString().slice(0, 10)}: ${where}, and [all versions](#this-run).`;
}

const HOW_TO_READ = `Rows in bold are ours. Rows in italics do the minimum that the task requires, without a library; their bars are the lightest. Ratios compare measurements of the same round, so a slow moment of the machine affects both sides: they carry over to other machines better than times do. Below each table are the peers that do better than ours.`;

const RUN_AGAIN = `## Run it again

\`\`\`sh
pnpm bench                   # everything, in under ten minutes on two cores; writes this page
pnpm bench --thorough        # more rounds, and a million jobs in the server's store
pnpm bench webhooks/verify   # one comparison, printed only
\`\`\`

PostgreSQL is included if it responds on \`127.0.0.1:5432\` or at \`TEST_DATABASE_URL\`. Run nothing else on the machine meanwhile.`;

function warnings({ machine, failures }: BenchmarkRun): string[] {
  const isBusy = machine.load > machine.cores * IDLE_LOAD;
  return [
    ...(isBusy
      ? [
          `> The machine was not idle when this run began (load ${machine.load.toFixed(1)} on ${machine.cores} cores): sizes and counts are reliable; compare ratios rather than times.`,
        ]
      : []),
    ...failures.map(
      ({ program, reason }) => `> Not measured in this run: \`${program}\`, which ${reason}.`,
    ),
  ];
}

function goalsSection({ comparisons }: BenchmarkRun): string {
  const rows = comparisons.flatMap((comparison) =>
    goalResultsOf(comparison).map(({ goal, isMet, found }) => [
      `${comparison.title}: ${goal.row}, ${goal.column}, ${goal.is} ${goal.limit.toLocaleString('en')}`,
      isMet === undefined ? 'not measured' : `${isMet ? 'met' : '**missed**'}: ${found}`,
    ]),
  );
  return rows.length === 0 ? '' : `## Goals\n\n${markdownTable(['Goal', 'Measured'], rows)}`;
}

function runSection(run: BenchmarkRun): string {
  const { processor, cores, memoryGigabytes, kernel, load } = run.machine;
  const versions = Object.entries(run.versions).map(([name, version]) => `${name} ${version}`);
  const facts = [
    ['Date', run.date.toISOString().slice(0, 10)],
    ['Form', formOf(run)],
    ['Commit', run.revision ?? 'unknown'],
    ['Processor', `${processor}, ${cores} cores`],
    ['Memory', `${memoryGigabytes.toFixed(0)} GB`],
    ['Kernel', kernel],
    ['Load before the run', load.toFixed(2)],
    ['Versions', versions.join(', ')],
  ];
  return `## This run\n\n${markdownTable(['Fact', 'Value'], facts)}`;
}

function formOf({ isThorough, overrides, minutes }: BenchmarkRun): string {
  const changes = Object.entries(overrides).map(([name, value]) => `, ${name}=${value}`);
  return `${isThorough ? 'thorough' : 'short'}${changes.join('')}; ${Math.ceil(minutes)} minutes`;
}
