/**
 * What verifying a delivery costs, beside other verifiers and beside the least that it can cost:
 * a bare `createHmac` with `timingSafeEqual` over the same bytes, and the same with `JSON.parse`.
 *
 * Run by `pnpm --filter @firsthandapi/bench bench:webhooks`. Contenders take turns within each
 * round, and ratios are taken within the round, so that a slow moment of the machine meets both
 * sides; the table gives medians over the rounds. A ratio of 1 means as fast as the bare calls, above
 * 1 means faster.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { unwrapWebhook, verifyWebhookSignature } from '@firsthandapi/webhooks';
import { sign as octokitSign, verify as octokitVerify } from '@octokit/webhooks-methods';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 101);
const TURN_MILLISECONDS = 5;
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

type Contender = () => unknown;

/** A realistic event whose JSON is about `bytes` long. */
function createBody(bytes: number): string {
  const event = {
    id: 'evt_01JABCDEFGHJKMNPQRSTVWXYZ0',
    object: 'event',
    type: 'submission.scored',
    api_version: '2026-03-18',
    created_at: '2026-05-28T20:26:40Z',
    data: { object: 'submission', notes: [] as string[] },
  };
  while (JSON.stringify(event).length < bytes - 60) {
    event.data.notes.push('a sentence of the scoring that is about this long');
  }
  return JSON.stringify(event);
}

async function createContenders(body: string | Buffer): Promise<Record<string, Contender>> {
  const text = body.toString();
  const timestamp = Math.floor(Date.now() / 1000);
  const hex = createHmac('sha256', SECRET).update(`${timestamp}.`).update(body).digest('hex');
  const header = `t=${timestamp},v1=${hex}`;
  const headers = { 'content-type': 'application/json', 'x-firsthand-signature': header };

  const { webhooks } = new Stripe('sk_test_EXAMPLE');
  const octokitSignature = await octokitSign(SECRET, text);
  const svix = new SvixWebhook(SECRET);
  const standard = new StandardWebhook(SECRET);
  const now = new Date(timestamp * 1000);
  const signature = standard.sign('msg_1', now, text);
  const standardHeaders = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': `${timestamp}`,
    'webhook-signature': signature,
  };
  const svixHeaders = {
    'svix-id': 'msg_1',
    'svix-timestamp': `${timestamp}`,
    'svix-signature': svix.sign('msg_1', now, text),
  };

  const bare = () => {
    const digest = createHmac('sha256', SECRET).update(`${timestamp}.`).update(body).digest();
    if (!timingSafeEqual(digest, Buffer.from(hex, 'hex'))) throw new Error('No match');
  };
  return {
    bare,
    'ours, verify': () => verifyWebhookSignature(body, header, SECRET),
    'octokit, verify (no timestamp)': () => octokitVerify(SECRET, text, octokitSignature),
    'bare + JSON.parse': () => {
      bare();
      return JSON.parse(body.toString());
    },
    'ours, unwrap': () => unwrapWebhook(body, headers, SECRET),
    stripe: () => webhooks.constructEvent(body, header, SECRET),
    svix: () => svix.verify(body, svixHeaders),
    standardwebhooks: () => standard.verify(body, standardHeaders),
  };
}

/** Microseconds of one call, over a fixed span of calls. */
async function measure(contender: Contender, calls: number): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < calls; call++) {
    const result = contender();
    if (result instanceof Promise) await result;
  }
  return ((performance.now() - start) * 1000) / calls;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

async function compare(body: string | Buffer): Promise<void> {
  const contenders = Object.entries(await createContenders(body));
  const calls = new Map<string, number>();
  for (const [name, contender] of contenders) {
    await measure(contender, 300);
    const cost = await measure(contender, 300);
    calls.set(name, Math.max(1, Math.round((TURN_MILLISECONDS * 1000) / cost)));
  }

  const costs = new Map<string, number[]>(contenders.map(([name]) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    // Each round starts with another contender, so that none is always measured after the same one.
    for (let turn = 0; turn < contenders.length; turn++) {
      const [name, contender] = contenders[(round + turn) % contenders.length] as [
        string,
        Contender,
      ];
      costs.get(name)?.push(await measure(contender, calls.get(name) as number));
    }
  }

  const kind = typeof body === 'string' ? 'text' : 'bytes';
  console.log(`\n${body.length} ${kind}, medians of ${ROUNDS} rounds`);
  console.table(
    contenders.map(([name]) => {
      const isParsing = !name.includes('verify') && name !== 'bare';
      const base = isParsing ? 'bare + JSON.parse' : 'bare';
      const own = costs.get(name) ?? [];
      const bare = costs.get(base) ?? [];
      const ratios = own.map((cost, round) => (bare[round] as number) / cost);
      return {
        contender: name,
        microseconds: Number(median(own).toFixed(2)),
        against: base,
        ratio: Number(median(ratios).toFixed(2)),
      };
    }),
  );
}

for (const size of [1024, 65_536]) {
  const text = createBody(size);
  await compare(Buffer.from(text));
  await compare(text);
}
