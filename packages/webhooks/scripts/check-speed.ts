/**
 * Fails when verification has become slow. Compares the processor time of a call with that of peers over
 * the same bytes, alternating in one process, so that the machine and its load affect all equally. The
 * limits are wide: typical ratios are near 1, and a verifier that prepares its key on each call, checks its
 * input twice or has lost the native hash far exceeds them.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { unwrapWebhook, verifyWebhookSignature } from '@firsthandapi/webhooks';
import Stripe from 'stripe';

const ROUNDS = 31;
const CALLS = 500;
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY_BYTES = [1024, 65_536];

/** Two implementations of one operation. */
interface Comparison {
  readonly call: string;
  readonly peer: string;
  /** The largest allowed ratio of a call's processor time to the peer's. */
  readonly allowed: number;
  readonly run: () => unknown;
  readonly runPeer: () => unknown;
}

function comparisonsOver(body: Buffer): Comparison[] {
  const timestamp = Math.floor(Date.now() / 1000);
  const hex = createHmac('sha256', SECRET).update(`${timestamp}.`).update(body).digest('hex');
  const header = `t=${timestamp},v1=${hex}`;
  const headers = { 'content-type': 'application/json', 'x-firsthand-signature': header };
  const { webhooks } = new Stripe('sk_test_EXAMPLE');
  return [
    {
      call: 'verifyWebhookSignature',
      peer: 'createHmac, timingSafeEqual',
      allowed: 2,
      run: () => verifyWebhookSignature(body, header, SECRET),
      runPeer: () => {
        const hmac = createHmac('sha256', SECRET).update(`${timestamp}.`).update(body);
        if (!timingSafeEqual(hmac.digest(), Buffer.from(hex, 'hex'))) throw new Error('no match');
      },
    },
    {
      call: 'unwrapWebhook',
      peer: 'stripe, constructEvent',
      allowed: 1.5,
      run: () => unwrapWebhook(body, headers, SECRET),
      runPeer: () => webhooks.constructEvent(body, header, SECRET),
    },
  ];
}

/** Returns the processor time of one call in microseconds, averaged over many. */
function cost(call: () => unknown): number {
  const before = process.cpuUsage();
  for (let turn = 0; turn < CALLS; turn++) call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

/** Returns the median, which one round with a garbage collection does not change. */
function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] as number;
}

function measure({ run, runPeer }: Comparison): { own: number; peer: number; ratio: number } {
  for (let round = 0; round < 3; round++) [run, runPeer].forEach(cost);
  const rounds = Array.from({ length: ROUNDS }, () => ({ own: cost(run), peer: cost(runPeer) }));
  return {
    own: median(rounds.map(({ own }) => own)),
    peer: median(rounds.map(({ peer }) => peer)),
    ratio: median(rounds.map(({ own, peer }) => own / peer)),
  };
}

const rows = BODY_BYTES.flatMap((bytes) => {
  const notes = 'a sentence of the scoring '.repeat(bytes / 26);
  const body = Buffer.from(JSON.stringify({ id: 'evt_1', type: 'job.completed', data: { notes } }));
  return comparisonsOver(body).map((comparison) => {
    const { own, peer, ratio } = measure(comparison);
    return {
      bytes: body.length,
      call: comparison.call,
      µs: Number(own.toFixed(1)),
      peer: comparison.peer,
      'its µs': Number(peer.toFixed(1)),
      ratio: Number(ratio.toFixed(2)),
      allowed: comparison.allowed,
      fits: ratio <= comparison.allowed,
    };
  });
});

console.table(rows);
for (const { call, bytes, ratio, peer, allowed } of rows.filter((row) => !row.fits)) {
  console.error(
    `${call} takes ${ratio} times the processor time of ${peer} over ${bytes} bytes; ${allowed} is allowed`,
  );
  process.exitCode = 1;
}
