/**
 * Requests a second in process, with state, validation, authentication, rate limits, idempotency and the log all on,
 * beside a hand-written Hono app over a Map that does none of it.
 *
 * Run by `pnpm --filter @firsthandapi/bench bench:sandbox`. Contenders take turns within each round; ratios are taken
 * within the round.
 */
import { createSandbox } from '@firsthandapi/sandbox';
import { best, type Contender, measureInTurn, median, ratio } from './rounds.ts';
import { createStoreApp, ORDER } from './store-app.ts';

const BASE = 'https://api.firsthandapi.com';
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const CALLS = 4_000;

type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>;

let keys = 0;
function newKey(): string {
  keys += 1;
  return `bench-${keys}`;
}

async function createContenders(fetch: Fetch, apiKey: string) {
  const authorization = `Bearer ${apiKey}`;
  const post = async () => {
    const headers = {
      authorization,
      'content-type': 'application/json',
      'idempotency-key': newKey(),
    };
    return fetch(`${BASE}/v1/jobs`, { method: 'POST', headers, body: ORDER });
  };
  const { id } = (await (await post()).json()) as { id: string };
  const repeat =
    (call: () => Response | Promise<Response>): Contender =>
    async (calls) => {
      for (let made = 0; made < calls; made += 1) {
        const { status } = await call();
        if (status >= 400) throw new Error(`A call was answered with ${status}`);
      }
    };
  const get = () => fetch(`${BASE}/v1/jobs/${id}`, { headers: { authorization } });
  return { get: repeat(get), post: repeat(post) };
}

const sandbox = createSandbox();
const world = await sandbox.world();
const app = createStoreApp();
const ours = await createContenders(sandbox.fetch, world.apiKey);
const theirs = await createContenders((url, init) => app.request(url, init), 'none');

const table = [];
for (const method of ['get', 'post'] as const) {
  const { wall: rates, cpu } = await measureInTurn(
    { sandbox: ours[method], 'hono + Map': theirs[method] },
    { rounds: ROUNDS, calls: CALLS },
  );
  table.push({
    method: method.toUpperCase(),
    'sandbox.fetch /s': Math.round(median(rates.sandbox ?? [])),
    'best round /s': Math.round(best(rates, 'sandbox')),
    'hono + Map /s': Math.round(median(rates['hono + Map'] ?? [])),
    'hono best /s': Math.round(best(rates, 'hono + Map')),
    'ratio to hono': Number(ratio(rates, 'sandbox', 'hono + Map').toFixed(2)),
    'ratio in CPU time': Number(ratio(cpu, 'sandbox', 'hono + Map').toFixed(2)),
  });
}
console.log('In process, one call after the other');
console.table(table);
