/**
 * What verifying a delivery costs, beside other verifiers and beside the least that it can cost: a bare `createHmac`
 * with `timingSafeEqual` over the same bytes, and the same with `JSON.parse`.
 *
 * Run by `pnpm bench webhooks/verify`.
 */
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { median, medianRatio } from '../measure/median.ts';
import type { Row } from '../report/comparison.ts';
import { reportComparison } from '../report/report-comparison.ts';
import { type Contender, createContenders } from './contenders.ts';
import { createBody } from './create-body.ts';

const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 101);
const TURN_MILLISECONDS = 5;

type Costs = ReadonlyMap<string, readonly number[]>;
type VerifierColumn = 'bytes, µs' | 'bytes, × by hand' | 'text, µs' | 'text, × by hand';

/** Microseconds of one call, over a fixed span of calls. */
async function measure({ call }: Contender, calls: number): Promise<number> {
  const start = performance.now();
  for (let made = 0; made < calls; made++) {
    const result = call();
    if (result instanceof Promise) await result;
  }
  return ((performance.now() - start) * 1000) / calls;
}

/** Microseconds by contender and round. */
async function measureAll(contenders: readonly Contender[]): Promise<Costs> {
  const turns: { contender: Contender; calls: number; costs: number[] }[] = [];
  for (const contender of contenders) {
    await measure(contender, 300);
    const cost = await measure(contender, 300);
    const calls = Math.max(1, Math.round((TURN_MILLISECONDS * 1000) / cost));
    turns.push({ contender, calls, costs: [] });
  }
  for (let round = 0; round < ROUNDS; round++) {
    // Each round starts with another contender, so that none is always measured after the same one.
    const start = round % turns.length;
    for (const { contender, calls, costs } of [...turns.slice(start), ...turns.slice(0, start)]) {
      costs.push(await measure(contender, calls));
    }
  }
  return new Map(turns.map(({ contender, costs }) => [contender.name, costs]));
}

function rowOf(
  { name, side }: Contender,
  byHand: string,
  costs: { readonly bytes: Costs; readonly text: Costs },
): Row<VerifierColumn> {
  const costsOf = (form: 'bytes' | 'text', contender: string) => costs[form].get(contender) ?? [];
  const ratioOf = (form: 'bytes' | 'text') =>
    medianRatio(costsOf(form, name), costsOf(form, byHand));
  return {
    name,
    side,
    figures: {
      'bytes, µs': median(costsOf('bytes', name)),
      'bytes, × by hand': ratioOf('bytes'),
      'text, µs': median(costsOf('text', name)),
      'text, × by hand': ratioOf('text'),
    },
  };
}

for (const kilobytes of [1, 64]) {
  const text = createBody(kilobytes * 1024);
  const bytes = Buffer.from(text);
  const contenders = await createContenders(bytes);
  const costs = {
    bytes: await measureAll(contenders),
    text: await measureAll(await createContenders(text)),
  };
  for (const task of ['verify', 'verify and parse'] as const) {
    const asked = contenders.filter((contender) => contender.task === task);
    const byHand = asked.find(({ side }) => side === 'by hand')?.name ?? '';
    reportComparison({
      group: 'Webhook verifier',
      title: `${task === 'verify' ? 'Verify' : 'Verify and parse'} ${kilobytes} KB`,
      method: `A delivery of ${kilobytes} KB, with its body as bytes and as text, in one process: ${ROUNDS} turns of about ${TURN_MILLISECONDS} ms for each, the median time of one call, and the median of its ratio to \`${byHand}\` of the same round.`,
      subject: 'verifier',
      columns: {
        'bytes, µs': { decimals: 1 },
        'bytes, × by hand': { decimals: 2 },
        'text, µs': { decimals: 1 },
        'text, × by hand': { decimals: 2 },
      },
      rows: asked.map((contender) => rowOf(contender, byHand, costs)),
      plot: { columns: ['bytes, × by hand', 'text, × by hand'], better: 'less' },
    });
  }
}
