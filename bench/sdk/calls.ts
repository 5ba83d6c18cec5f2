/**
 * What a call costs the client's process in CPU time, beside other clients and beside the least that it can cost: a
 * bare `fetch` with `response.json()`, its headers and body made for each call.
 *
 * Run by `pnpm bench sdk/calls`. The server and every client have processes of their own, on loopback.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { median } from '../measure/median.ts';
import {
  type ContenderProcess,
  startContender,
  takeProcessTurns,
} from '../measure/process-turns.ts';
import type { Side } from '../report/comparison.ts';
import { reportComparison } from '../report/report-comparison.ts';
import { contenders } from './contenders.ts';

const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 21);
/** Enough for each turn to pay for its own garbage, which is two fifths of what a call costs. */
const CALLS = countFromEnvironment('BENCH_CALLS', 600);

/** Microseconds by client and round. */
async function measure(origin: string, method: 'get' | 'post'): Promise<Map<string, number[]>> {
  const program = new URL('./client-process.ts', import.meta.url);
  const names = Object.keys(contenders);
  const started: ContenderProcess[] = [];
  for (const name of names) started.push(await startContender(program, [name, origin, method]));
  await takeProcessTurns(started, { rounds: ROUNDS, calls: CALLS });
  return new Map(
    started.map(({ costs }, place) => [names[place] ?? '', costs.map(({ cpu }) => cpu)]),
  );
}

function sideOf(name: string): Side {
  if (name.startsWith('bare')) return 'by hand';
  return name.startsWith('@firsthandapi/') ? 'ours' : 'peer';
}

function figuresOf(costsByName: ReadonlyMap<string, readonly number[]>, name: string) {
  const cost = median(costsByName.get(name) ?? []);
  return { cost, ratio: cost / median(costsByName.get('bare fetch') ?? []) };
}

const server = fork(new URL('./json-server.ts', import.meta.url));
const [port] = await once(server, 'message');
const gets = await measure(`http://127.0.0.1:${port}`, 'get');
const posts = await measure(`http://127.0.0.1:${port}`, 'post');
server.kill();

reportComparison({
  group: 'Client',
  title: 'CPU time of a call',
  method: `Each client, in its own process, takes ${ROUNDS} turns of ${CALLS} calls, in varying order, to a server in another process that always returns the same job: CPU time of the client's process per call, the median of the turns, and its ratio to that of the bare \`fetch\`.`,
  subject: 'client',
  columns: {
    'GET, µs': { decimals: 1 },
    'GET, × bare fetch': { decimals: 2 },
    'POST, µs': { decimals: 1 },
    'POST, × bare fetch': { decimals: 2 },
  },
  rows: Object.keys(contenders).map((name) => {
    const { cost: get, ratio: getRatio } = figuresOf(gets, name);
    const { cost: post, ratio: postRatio } = figuresOf(posts, name);
    return {
      name,
      side: sideOf(name),
      figures: {
        'GET, µs': get,
        'GET, × bare fetch': getRatio,
        'POST, µs': post,
        'POST, × bare fetch': postRatio,
      },
    };
  }),
  plot: { columns: ['GET, × bare fetch', 'POST, × bare fetch'], better: 'less' },
  goals: (['GET, × bare fetch', 'POST, × bare fetch'] as const).flatMap((column) => [
    { row: '@firsthandapi/sdk', column, limit: 1.1, is: 'at most' },
    { row: '@firsthandapi/sdk on node:http', column, limit: 0.5, is: 'at most' },
    { row: '@firsthandapi/sdk on undici', column, limit: 0.5, is: 'at most' },
  ]),
});
