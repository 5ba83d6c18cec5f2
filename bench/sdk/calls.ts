/**
 * What a call costs the client's process in CPU time, beside other clients and beside the least that
 * it can cost: a bare `fetch` with `response.json()`, its headers and body made for each call.
 *
 * Run by `pnpm --filter @firsthandapi/bench bench:sdk`. The server and every client have processes of
 * their own, on loopback. Clients take turns within each round and ratios are taken within the round,
 * so that a slow moment of the machine meets all of them; the table gives medians over the rounds. A
 * ratio of 1.1 means a tenth more CPU than the bare calls.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { contenders } from './contenders.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 61);
const CALLS = 100;

async function start(file: string, args: string[] = []): Promise<[ChildProcess, unknown]> {
  const child = fork(new URL(file, import.meta.url), args);
  const [message] = await once(child, 'message');
  return [child, message];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

/** Microseconds by client and round. */
async function measure(origin: string, method: string): Promise<Map<string, number[]>> {
  const children: { child: ChildProcess; costs: number[] }[] = [];
  const costsByName = new Map<string, number[]>();
  for (const name of Object.keys(contenders)) {
    const [child] = await start('./client-process.ts', [name, origin, method]);
    const costs: number[] = [];
    children.push({ child, costs });
    costsByName.set(name, costs);
  }
  for (let round = 0; round < ROUNDS; round++) {
    // Each round has another order, so that none is always measured after the same one.
    const order = children.map((entry) => ({ entry, place: Math.random() }));
    for (const { entry } of order.toSorted((one, other) => one.place - other.place)) {
      entry.child.send(CALLS);
      const [cost] = await once(entry.child, 'message');
      entry.costs.push(cost);
    }
  }
  for (const { child } of children) child.kill();
  return costsByName;
}

const [server, port] = await start('./json-server.ts');
for (const method of ['get', 'post']) {
  const costsByName = await measure(`http://127.0.0.1:${port}`, method);
  const bare = costsByName.get('bare fetch') ?? [];
  console.log(
    `\n${method.toUpperCase()}: CPU of the client, medians of ${ROUNDS} rounds of ${CALLS} calls`,
  );
  console.table(
    [...costsByName].map(([name, costs]) => ({
      client: name,
      microseconds: Number(median(costs).toFixed(1)),
      'ratio to bare fetch': Number(
        median(costs.map((cost, round) => cost / (bare[round] as number))).toFixed(2),
      ),
    })),
  );
}
server.kill();
