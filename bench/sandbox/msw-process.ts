/**
 * Measures requests through the MSW package whose name it is given: the sandbox's handler, and a static one that gives
 * the same answer, headers included. Sends the rates to its parent.
 */
import { registerHooks } from 'node:module';
import type { HttpHandler } from 'msw';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { type Contender, takeTurns } from '../measure/take-turns.ts';

const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 100);
const CALLS = countFromEnvironment('BENCH_CALLS', 20);

const [, , msw = 'msw'] = process.argv;
// One process has one MSW, here and in the sandbox.
registerHooks({
  resolve(specifier, context, next) {
    const isOfPackage = context.parentURL?.includes('/node_modules/') ?? false;
    return next(isOfPackage ? specifier : specifier.replace(/^msw(?=\/|$)/, msw), context);
  },
});
const { HttpResponse, http } = await import('msw');
const { setupServer } = await import('msw/node');
const { createSandbox } = await import('@firsthandapi/sandbox/msw');

const sandbox = createSandbox();
const world = await sandbox.world();
const request = { headers: { authorization: `Bearer ${world.apiKey}` } };
const url = `${world.baseUrl}/v1/billing/credits`;
const answer = await world.fetch(url, request);
const body = await answer.text();
const headers = { ...Object.fromEntries(answer.headers), connection: 'close' };

/** Each has a server of its own: MSW asks one handler after the other, and the second would pay for the first. */
function contender(...handlers: HttpHandler[]): Contender {
  const server = setupServer(...handlers);
  return async (calls) => {
    server.listen();
    for (let made = 0; made < calls; made += 1) await (await fetch(url, request)).json();
    server.close();
  };
}

const rates = await takeTurns(
  {
    sandbox: contender(...sandbox.handlers()),
    static: contender(http.get(url, () => new HttpResponse(body, { headers }))),
  },
  { rounds: ROUNDS, calls: CALLS },
);
process.send?.({ rates, rounds: ROUNDS, calls: CALLS });
