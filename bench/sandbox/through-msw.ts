/**
 * What the sandbox adds to a request that goes through MSW: the same answer from a static handler and from the sandbox,
 * under both major versions that it supports.
 */
import { readFileSync } from 'node:fs';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { median } from '../measure/median.ts';
import { startContender, type TurnCost, takeProcessTurns } from '../measure/process-turns.ts';
import { reportComparison } from '../report/report-comparison.ts';

const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 21);
/** Enough for each turn to pay for its own garbage; MSW 3 takes ten times as long for a call. */
const CALLS = countFromEnvironment('BENCH_CALLS', 4_000);
const CALLS_OF_MSW_3 = Math.ceil(CALLS / 10);

interface Measured {
  readonly sandbox: readonly TurnCost[];
  readonly static: readonly TurnCost[];
}

/** Measures in processes of their own, since one process has one MSW. */
async function measure(msw: string, calls: number): Promise<Measured> {
  const program = new URL('./msw-process.ts', import.meta.url);
  const sandbox = await startContender(program, [msw, 'sandbox']);
  const constant = await startContender(program, [msw, 'static']);
  await takeProcessTurns([sandbox, constant], { rounds: ROUNDS, calls });
  return { sandbox: sandbox.costs, static: constant.costs };
}

function versionOf(msw: string): string {
  const manifest = new URL(`../node_modules/${msw}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

function rowOf(msw: string, measured: Measured) {
  const wall = (side: keyof Measured) => median(measured[side].map((cost) => cost.wall));
  const cpu = (side: keyof Measured) => median(measured[side].map((cost) => cost.cpu));
  return {
    name: `MSW ${versionOf(msw)}`,
    side: 'ours' as const,
    figures: {
      'static handler /s': 1_000_000 / wall('static'),
      'sandbox /s': 1_000_000 / wall('sandbox'),
      'time, × static': wall('sandbox') / wall('static'),
      'CPU, × static': cpu('sandbox') / cpu('static'),
    },
  };
}

const rows = [
  rowOf('msw', await measure('msw', CALLS_OF_MSW_3)),
  rowOf('msw2', await measure('msw2', CALLS)),
];
reportComparison({
  group: 'Sandbox',
  title: 'Sandbox through MSW',
  method: `The same answer, headers included, from a static handler and from the sandbox's, each under a \`setupServer\` in a process of its own: ${ROUNDS} turns of ${CALLS} requests, under MSW 3 of ${CALLS_OF_MSW_3}, one after the other, and the medians of the turns.`,
  subject: 'interceptor',
  columns: {
    'static handler /s': {},
    'sandbox /s': {},
    'time, × static': { decimals: 3 },
    'CPU, × static': { decimals: 3 },
  },
  rows,
  plot: { columns: ['time, × static'], better: 'less' },
  goals: rows.map(({ name }) => ({
    row: name,
    column: 'time, × static' as const,
    is: 'at most' as const,
    limit: 1.15,
  })),
});
