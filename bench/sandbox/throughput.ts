/**
 * Requests a second in process, with state, validation, authentication, rate limits, idempotency and the log all on,
 * beside a hand-written Hono app over a Map that does none of it.
 *
 * Run by `pnpm bench sandbox/throughput`.
 */
import { createSandbox } from '@firsthandapi/sandbox';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { median, medianRatio } from '../measure/median.ts';
import { type Contender, takeTurns } from '../measure/take-turns.ts';
import { reportComparison } from '../report/report-comparison.ts';
import { createStoreApp, ORDER } from './store-app.ts';

const BASE = 'https://api.firsthandapi.com';
const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 15);
const CALLS = countFromEnvironment('BENCH_CALLS', 4_000);

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
        if (status >= 400) throw new Error(`A call returned ${status}`);
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

for (const method of ['get', 'post'] as const) {
  const rates = await takeTurns(
    { sandbox: ours[method], store: theirs[method] },
    { rounds: ROUNDS, calls: CALLS },
  );
  reportComparison({
    group: 'Sandbox',
    title: `${method.toUpperCase()} in process`,
    method: `One call of \`sandbox.fetch\` after another, compared with a Hono app over a Map that validates nothing: ${ROUNDS} turns of ${CALLS.toLocaleString('en')} calls each, medians, and the median of the ratios within a round.`,
    subject: 'stand-in',
    columns: {
      'requests /s': {},
      'best round /s': {},
      '× Hono app': { decimals: 2 },
      '× Hono app, in CPU time': { decimals: 2 },
    },
    rows: [
      { name: 'sandbox.fetch', side: 'ours', figures: figuresOf('sandbox') },
      { name: 'Hono app over a Map', side: 'by hand', figures: figuresOf('store') },
    ],
    plot: { columns: ['requests /s'], better: 'more' },
  });

  function figuresOf(name: 'sandbox' | 'store') {
    return {
      'requests /s': median(rates[name].wall),
      'best round /s': Math.max(...rates[name].wall),
      '× Hono app': medianRatio(rates[name].wall, rates.store.wall),
      '× Hono app, in CPU time': medianRatio(rates[name].cpu, rates.store.cpu),
    };
  }
}
