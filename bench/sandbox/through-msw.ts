/**
 * What the sandbox adds to a request that goes through MSW: the same answer from a static handler and from the sandbox,
 * under one `setupServer` of MSW 3.
 */
import { createSandbox } from '@firsthandapi/sandbox/msw';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { type Contender, measureInTurn, median, ratio } from './rounds.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const CALLS = 100;

const sandbox = createSandbox();
const world = await sandbox.world();
const headers = { authorization: `Bearer ${world.apiKey}` };
const url = `${world.baseUrl}/v1/billing/credits`;
const answer = await (await world.fetch(url, { headers })).json();
const server = setupServer(
  http.get('https://static.test/v1/billing/credits', () =>
    HttpResponse.json(answer as object, { headers: { connection: 'close' } }),
  ),
  ...sandbox.handlers(),
);
server.listen();

const repeat =
  (target: string): Contender =>
  async (calls) => {
    for (let made = 0; made < calls; made += 1) await (await fetch(target, { headers })).json();
  };
const { wall: rates } = await measureInTurn(
  { sandbox: repeat(url), static: repeat('https://static.test/v1/billing/credits') },
  { rounds: ROUNDS, calls: CALLS },
);
server.close();

console.log('Through MSW 3, one call after the other');
console.table([
  {
    'static handler /s': Math.round(median(rates.static ?? [])),
    'sandbox /s': Math.round(median(rates.sandbox ?? [])),
    'time, × static': Number((1 / ratio(rates, 'sandbox', 'static')).toFixed(3)),
    goal: '≤ 1.15',
  },
]);
