import { groups } from '../report/comparison.ts';
import { goalResultsOf } from '../report/goal-result.ts';
import type { BenchmarkRun } from './benchmark-run.ts';
import { comparisonSection } from './comparison-section.ts';
import { markdownTable } from './markdown-table.ts';

/** Above this share of its cores in use before the run, a machine is not called idle. */
const IDLE_LOAD = 0.25;

/** The page of a run, in Markdown. */
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
  return `What the packages cost beside their peers, all measured in one run. It took place on ${date.toISOString().slice(0, 10)}: ${where}, and [all versions](#this-run).`;
}

const HOW_TO_READ = `Rows in bold are ours. Rows in italics do the least that the task takes, by hand and without a library; their bars are the lightest. Ratios compare what ran in the same round, so that a slow moment of the machine meets both sides: they hold on other machines better than times do. Below each table stands which peers do better than ours.`;

const RUN_AGAIN = `## Run it again

\`\`\`sh
pnpm bench                   # everything, in under ten minutes on two cores; writes this page
pnpm bench --thorough        # more rounds, and a million jobs in the server's store
pnpm bench webhooks/verify   # one comparison, printed only
\`\`\`

PostgreSQL takes part when it answers on \`127.0.0.1:5432\`, or where \`TEST_DATABASE_URL\` says. Nothing else should run on the machine.`;

function warnings({ machine, failures }: BenchmarkRun): string[] {
  const isBusy = machine.load > machine.cores * IDLE_LOAD;
  return [
    ...(isBusy
      ? [
          `> The machine was not idle when this run began (load ${machine.load.toFixed(1)} on ${machine.cores} cores): sizes and counts hold, times do not.`,
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
  return `## This run\n\n${markdownTable(['', ''], facts)}`;
}

function formOf({ isThorough, overrides, minutes }: BenchmarkRun): string {
  const changes = Object.entries(overrides).map(([name, value]) => `, ${name}=${value}`);
  return `${isThorough ? 'thorough' : 'short'}${changes.join('')}; ${Math.ceil(minutes)} minutes`;
}
