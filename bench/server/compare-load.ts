import { median, medianRatio } from '../measure/median.ts';
import type { Comparison } from '../report/comparison.ts';
import type { Contender } from './contender.ts';

export type LoadColumn = 'requests /s' | 'p50, ms' | 'p99, ms' | '× prism' | '× few jobs';

/** What a comparison has to know of the run beside its contenders. */
export interface LoadRun {
  readonly method: string;
  readonly mock: string;
  /** The server with few jobs beside one with many. */
  readonly withFew: (server: string) => string | undefined;
}

/** The servers under one kind of request. */
export function compareLoad(
  operation: string,
  contenders: readonly Contender[],
  { method, mock, withFew }: LoadRun,
): Comparison<LoadColumn> {
  const asked = contenders.filter((contender) => contender.operation === operation);
  const ratesOf = (server: string | undefined) => {
    const contender = asked.find((each) => each.server === server);
    return contender?.rounds.map(({ perSecond }) => perSecond) ?? [];
  };
  return {
    group: 'Server',
    title: operation,
    method,
    subject: 'server',
    columns: {
      'requests /s': {},
      'p50, ms': { decimals: 1 },
      'p99, ms': { decimals: 1 },
      '× prism': { decimals: 2 },
      '× few jobs': { decimals: 2 },
    },
    rows: asked.map(({ server, side, rounds }) => ({
      name: server,
      side,
      figures: {
        'requests /s': median(ratesOf(server)),
        'p50, ms': median(rounds.map(({ p50 }) => p50)),
        'p99, ms': median(rounds.map(({ p99 }) => p99)),
        '× prism': medianRatio(ratesOf(server), ratesOf(mock)),
        '× few jobs': medianRatio(ratesOf(server), ratesOf(withFew(server))),
      },
    })),
    plot: { columns: ['requests /s'], better: 'more' },
  };
}
