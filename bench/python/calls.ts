/**
 * CPU time of a call from Python: our client, and stripe's where Debian's python3-stripe is installed, over http.client
 * doing the same by hand. Nothing waits, so this is what a client costs a busy program.
 *
 * Run by `pnpm bench python/calls`; by its name only, because not every machine has Python.
 */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { reportComparison } from '../report/report-comparison.ts';

const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 21);
const ROOT = join(import.meta.dirname, '../..');
const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';

/** Figures by contender, as `calls.py` prints them. */
type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

async function measure(): Promise<Figures> {
  const server = fork(new URL('../sdk/json-server.ts', import.meta.url));
  try {
    const [port] = await once(server, 'message');
    const program = join(import.meta.dirname, 'calls.py');
    const output = execFileSync(PYTHON, [program, `http://127.0.0.1:${port}`, String(ROUNDS)], {
      env: { ...process.env, PYTHONPATH: join(ROOT, 'python/src') },
      encoding: 'utf8',
    });
    return JSON.parse(output) as Figures;
  } finally {
    server.kill();
  }
}

const figures = await measure();
if (figures.stripe === undefined) console.log('NOT COMPARED: python3-stripe is not installed');
reportComparison({
  group: 'Client',
  title: 'Python: CPU time of a call',
  method: `Each contender calls a local server over a connection that is kept alive, ${ROUNDS} interleaved rounds of 150 calls: the median, and the median of the ratios within a round.`,
  subject: 'client',
  columns: {
    'GET, µs': {},
    'GET ratio': { decimals: 2 },
    'POST, µs': {},
    'POST ratio': { decimals: 2 },
  },
  rows: Object.entries(figures).map(([name, each]) => ({
    name,
    side: name === 'firsthandapi' ? 'ours' : name === 'stripe' ? 'peer' : 'by hand',
    figures: {
      'GET, µs': each.GET ?? Number.NaN,
      'GET ratio': each['GET ratio'] ?? Number.NaN,
      'POST, µs': each.POST ?? Number.NaN,
      'POST ratio': each['POST ratio'] ?? Number.NaN,
    },
  })),
  plot: { columns: ['GET ratio', 'POST ratio'], better: 'less' },
  goals: [
    { row: 'firsthandapi', column: 'GET ratio', limit: 1.15, is: 'at most' },
    { row: 'firsthandapi', column: 'POST ratio', limit: 1.15, is: 'at most' },
  ],
});
