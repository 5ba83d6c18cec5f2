import { describe, expect, it } from 'vitest';
import { createComparison } from '../report/testing/create-comparison.ts';
import type { BenchmarkRun } from './benchmark-run.ts';
import { benchmarksPage } from './benchmarks-page.ts';

const run: BenchmarkRun = {
  date: new Date('2026-05-28T20:26:40Z'),
  isThorough: false,
  overrides: {},
  minutes: 8.2,
  revision: 'abc1234',
  machine: {
    processor: 'AMD EPYC',
    cores: 2,
    memoryGigabytes: 23.4,
    kernel: 'Linux 6.18.44',
    load: 0.02,
  },
  versions: { 'Node.js': '24.21.0', stripe: '23.1.0' },
  comparisons: [createComparison()],
  failures: [],
};

describe('benchmarksPage', () => {
  it('states when, where and with which versions it was measured', () => {
    const page = benchmarksPage(run);
    for (const fact of [
      '| Date | 2026-05-28 |',
      '| Form | short; 9 minutes |',
      '| Commit | abc1234 |',
      '| Processor | AMD EPYC, 2 cores |',
      '| Memory | 23 GB |',
      '| Kernel | Linux 6.18.44 |',
      '| Versions | Node.js 24.21.0, stripe 23.1.0 |',
    ]) {
      expect(page).toContain(fact);
    }
  });

  it('states which counts the environment set', () => {
    const page = benchmarksPage({ ...run, isThorough: true, overrides: { BENCH_ROUNDS: '2' } });
    expect(page).toContain('| Form | thorough, BENCH_ROUNDS=2; 9 minutes |');
  });

  it('shows the method, plot, table and verdict of a comparison', () => {
    expect(benchmarksPage(run)).toContain(`## Client

### CPU time of a call

Each client makes calls in its turn.

![CPU time of a call: GET, µs as bars, whose figures the table has](./benchmark-plots/client-cpu-time-of-a-call.svg)

| client | GET, µs | size, KB |
| --- | ---: | ---: |
| _bare fetch_ | 50.0 | 0 |
| **@firsthandapi/sdk** | 55.3 | 1,200 |
| peer | 100.0 | 3 |

- Better than \`@firsthandapi/sdk\` in “size, KB”: \`peer\`.`);
  });

  it('begins with all goals, including missed ones', () => {
    const goal = { row: '@firsthandapi/sdk', column: 'size, KB' } as const;
    const goals = [
      { ...goal, limit: 1_000, is: 'under' },
      { ...goal, limit: 2_000, is: 'under' },
    ] as const;
    const page = benchmarksPage({ ...run, comparisons: [createComparison({ goals })] });
    const [, section = ''] = page.split(/^## /m);
    expect(section).toContain('size, KB, under 1,000 | **missed**: 1,200 |');
    expect(section).toContain('size, KB, under 2,000 | met: 1,200 |');
  });

  it('orders groups independently of which ran first', () => {
    const comparisons = [
      createComparison({ group: 'Server', title: 'createJob' }),
      createComparison(),
      createComparison({ group: 'Server', title: 'getJob' }),
    ];
    const headings = benchmarksPage({ ...run, comparisons }).match(/^##+ .*$/gm);
    expect(headings).toEqual([
      '## Client',
      '### CPU time of a call',
      '## Server',
      '### createJob',
      '### getJob',
      '## This run',
      '## Run it again',
    ]);
  });

  it('warns when the machine was not idle', () => {
    expect(benchmarksPage(run)).not.toContain('not idle');
    const busy = benchmarksPage({ ...run, machine: { ...run.machine, load: 1.5 } });
    expect(busy).toContain('> The machine was not idle when this run began (load 1.5 on 2 cores)');
  });

  it('states what was not measured, and why', () => {
    const failures = [{ program: 'server/load', reason: 'ended with status 1' }];
    expect(benchmarksPage({ ...run, failures })).toContain(
      '> Not measured in this run: `server/load`, which ended with status 1.',
    );
  });

  it('escapes row names for Markdown and Vue', () => {
    const rows = [{ name: 'a | <b> {{ c }} *d*', side: 'peer', figures: {} }] as const;
    const page = benchmarksPage({ ...run, comparisons: [createComparison({ rows })] });
    expect(page).toContain('a \\| &lt;b> &#123;&#123; c }} \\*d\\* | – | – |');
  });
});
