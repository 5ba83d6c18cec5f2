/**
 * What a call costs the client's process in CPU time, beside other clients and beside the least that
 * it can cost: a bare `fetch` with `response.json()`, its headers and body made for each call.
 *
 * Run by `pnpm --filter @firsthandapi/bench bench:sdk`. The server has a process of its own, on
 * loopback. Contenders take turns within each round and ratios are taken within the round, so that a
 * slow moment of the machine meets all of them; the table gives medians over the rounds. A ratio of
 * 1.1 means a tenth more CPU than the bare calls.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type Contender, createContenders } from './contenders.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 61);
const CALLS = 60;
const WARM_UP = 600;

/** Microseconds of CPU, user and system, for one call. */
async function measure(contender: Contender, calls: number): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call++) await contender();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

async function compare(title: string, contenders: Record<string, Contender>): Promise<void> {
  const entries = Object.entries(contenders);
  for (const [, contender] of entries) await measure(contender, WARM_UP);
  const costs = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    // Each round has another order, so that none is always measured after the same one.
    const order = entries.map((entry) => ({ entry, place: Math.random() }));
    for (const { entry } of order.toSorted((one, other) => one.place - other.place)) {
      const [name, contender] = entry;
      costs.get(name)?.push(await measure(contender, CALLS));
    }
  }
  const bare = costs.get('bare fetch') ?? [];
  console.log(`\n${title}: CPU of the client, medians of ${ROUNDS} rounds of ${CALLS} calls`);
  console.table(
    entries.map(([name]) => {
      const own = costs.get(name) ?? [];
      const ratios = own.map((cost, round) => cost / (bare[round] as number));
      return {
        client: name,
        microseconds: Number(median(own).toFixed(1)),
        'ratio to bare fetch': Number(median(ratios).toFixed(2)),
      };
    }),
  );
}

const server = fork(new URL('./json-server.ts', import.meta.url));
const [port] = await once(server, 'message');
const { get, post, close } = createContenders(`http://127.0.0.1:${port}`);
await compare('GET', get);
await compare('POST', post);
await close();
server.kill();
