/**
 * What the sandbox adds to a request that goes through MSW: the same answer from a static handler and from the sandbox,
 * under both major versions that it supports.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { median, medianRatio } from '../measure/median.ts';
import type { Rates } from '../measure/take-turns.ts';
import { reportComparison } from '../report/report-comparison.ts';

interface Measured {
  readonly rates: Readonly<Record<'sandbox' | 'static', Rates>>;
  readonly rounds: number;
  readonly calls: number;
}

/** Measures in a process of its own, since one process has one MSW. */
async function measure(msw: string): Promise<Measured> {
  const child = fork(new URL('./msw-process.ts', import.meta.url), [msw]);
  const [measured] = await once(child, 'message');
  return measured as Measured;
}

function versionOf(msw: string): string {
  const manifest = new URL(`../node_modules/${msw}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

function rowOf(msw: string, { rates }: Measured) {
  return {
    name: `MSW ${versionOf(msw)}`,
    side: 'ours' as const,
    figures: {
      'static handler /s': median(rates.static.wall),
      'sandbox /s': median(rates.sandbox.wall),
      'time, × static': medianRatio(rates.static.wall, rates.sandbox.wall),
      'CPU, × static': medianRatio(rates.static.cpu, rates.sandbox.cpu),
    },
  };
}

const latest = await measure('msw');
const previous = await measure('msw2');
const rows = [rowOf('msw', latest), rowOf('msw2', previous)];
reportComparison({
  group: 'Sandbox',
  title: 'Sandbox through MSW',
  method: `The same answer, headers included, from a static handler and from the sandbox's, each under a \`setupServer\` of its own, in a process for each version of MSW: ${latest.rounds} turns of ${latest.calls} requests, one after the other; the median of the turns, and the median of the ratios within a turn.`,
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
