/**
 * What the sandbox adds to a request that goes through MSW: the same answer from a static handler and from the sandbox,
 * under both major versions that it supports. Reads are compared with a limit: they are most of what a suite calls, and a
 * static handler can give the same answer. A new job is shown beside them, though a static handler makes none.
 */
import { readFileSync } from 'node:fs';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { median, medianRatio } from '../measure/median.ts';
import { startContender, type TurnCost, takeProcessTurns } from '../measure/process-turns.ts';
import { reportComparison } from '../report/report-comparison.ts';

/** Processes of one program differ by up to a fifth in what their compiler made of it: several pairs are asked. */
const PAIRS = 3;
const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 5);
/** Enough for each turn to pay for its own garbage; MSW 3 takes ten times as long for a call. */
const CALLS = countFromEnvironment('BENCH_CALLS', 2_000);
const CALLS_OF_MSW_3 = Math.ceil(CALLS / 10);

interface Measured {
  readonly sandbox: readonly TurnCost[];
  readonly static: readonly TurnCost[];
}

/** Measures in processes of their own, since one process has one MSW. The turns of all pairs are put together. */
async function measure(
  msw: string,
  calls: number,
  operation: 'getJob' | 'createJob',
): Promise<Measured> {
  const program = new URL('./msw-process.ts', import.meta.url);
  const measured: Record<keyof Measured, TurnCost[]> = { sandbox: [], static: [] };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const sandbox = await startContender(program, [msw, 'sandbox', operation]);
    const constant = await startContender(program, [msw, 'static', operation]);
    await takeProcessTurns([sandbox, constant], { rounds: ROUNDS, calls });
    measured.sandbox.push(...sandbox.costs);
    measured.static.push(...constant.costs);
  }
  return measured;
}

function versionOf(msw: string): string {
  const manifest = new URL(`../node_modules/${msw}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

function rowOf(name: string, measured: Measured) {
  const wall = (side: keyof Measured) => measured[side].map((cost) => cost.wall);
  const cpu = (side: keyof Measured) => measured[side].map((cost) => cost.cpu);
  return {
    name,
    side: 'ours' as const,
    figures: {
      'static handler /s': 1_000_000 / median(wall('static')),
      'sandbox /s': 1_000_000 / median(wall('sandbox')),
      'time, × static': medianRatio(wall('sandbox'), wall('static')),
      'CPU, × static': medianRatio(cpu('sandbox'), cpu('static')),
    },
  };
}

const names = { msw: `MSW ${versionOf('msw')}`, msw2: `MSW ${versionOf('msw2')}` };
const rows = [
  rowOf(names.msw, await measure('msw', CALLS_OF_MSW_3, 'getJob')),
  rowOf(names.msw2, await measure('msw2', CALLS, 'getJob')),
  rowOf(`${names.msw}, createJob`, await measure('msw', CALLS_OF_MSW_3, 'createJob')),
  rowOf(`${names.msw2}, createJob`, await measure('msw2', CALLS, 'createJob')),
];
reportComparison({
  group: 'Sandbox',
  title: 'Sandbox through MSW',
  method: `The same response, including headers, from a static handler and from the sandbox's, each under a \`setupServer\` in its own process: ${PAIRS} pairs of processes, each with ${ROUNDS} turns of ${CALLS} requests, under MSW 3 of ${CALLS_OF_MSW_3}, one after the other; the medians of the turns, and of their ratios within a round. The request is getJob unless named otherwise; for createJob the static handler reads the order as JSON, and a world takes 100 jobs before it is reset.`,
  subject: 'interceptor',
  columns: {
    'static handler /s': {},
    'sandbox /s': {},
    'time, × static': { decimals: 3 },
    'CPU, × static': { decimals: 3 },
  },
  rows,
  plot: { columns: ['time, × static'], better: 'less' },
  goals: Object.values(names).map((name) => ({
    row: name,
    column: 'time, × static' as const,
    is: 'at most' as const,
    limit: 1.15,
  })),
});
