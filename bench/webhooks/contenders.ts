import { createHmac, timingSafeEqual } from 'node:crypto';
import { unwrapWebhook, verifyWebhookSignature } from '@firsthandapi/webhooks';
import { sign as octokitSign, verify as octokitVerify } from '@octokit/webhooks-methods';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import type { Side } from '../report/comparison.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** One way to verify a delivery that is genuine. */
export interface Contender {
  readonly name: string;
  readonly side: Side;
  readonly task: 'verify' | 'verify and parse';
  readonly call: () => unknown;
}

/** All of them over one body, each with the headers that its own service would send now. */
export async function createContenders(body: string | Buffer): Promise<readonly Contender[]> {
  const text = body.toString();
  const timestamp = Math.floor(Date.now() / 1000);
  const hex = createHmac('sha256', SECRET).update(`${timestamp}.`).update(body).digest('hex');
  const header = `t=${timestamp},v1=${hex}`;
  const headers = { 'content-type': 'application/json', 'x-firsthand-signature': header };

  const { webhooks } = new Stripe('sk_test_EXAMPLE');
  const octokitSignature = await octokitSign(SECRET, text);
  const standard = signedBy(new StandardWebhook(SECRET), 'webhook', text, timestamp);
  const svix = signedBy(new SvixWebhook(SECRET), 'svix', text, timestamp);

  const byHand = () => {
    const digest = createHmac('sha256', SECRET).update(`${timestamp}.`).update(body).digest();
    if (!timingSafeEqual(digest, Buffer.from(hex, 'hex'))) throw new Error('No match');
  };
  const verify = 'verify' as const;
  const parse = 'verify and parse' as const;
  return [
    { task: verify, side: 'by hand', name: 'createHmac, timingSafeEqual', call: byHand },
    {
      task: verify,
      side: 'ours',
      name: 'verifyWebhookSignature',
      call: () => verifyWebhookSignature(body, header, SECRET),
    },
    {
      task: verify,
      side: 'peer',
      name: '@octokit/webhooks-methods (text, no timestamp)',
      call: () => octokitVerify(SECRET, text, octokitSignature),
    },
    {
      task: parse,
      side: 'by hand',
      name: 'createHmac, timingSafeEqual, JSON.parse',
      call: () => {
        byHand();
        return JSON.parse(body.toString());
      },
    },
    {
      task: parse,
      side: 'ours',
      name: 'unwrapWebhook',
      call: () => unwrapWebhook(body, headers, SECRET),
    },
    {
      task: parse,
      side: 'peer',
      name: 'stripe',
      call: () => webhooks.constructEvent(body, header, SECRET),
    },
    {
      task: parse,
      side: 'peer',
      name: 'svix',
      call: () => svix.webhook.verify(body, svix.headers),
    },
    {
      task: parse,
      side: 'peer',
      name: 'standardwebhooks',
      call: () => standard.webhook.verify(body, standard.headers),
    },
  ];
}

/** A delivery of Standard Webhooks, whose headers begin as the service likes. */
function signedBy<Verifier extends { sign(id: string, at: Date, text: string): string }>(
  webhook: Verifier,
  prefix: string,
  text: string,
  timestamp: number,
): { readonly webhook: Verifier; readonly headers: Record<string, string> } {
  return {
    webhook,
    headers: {
      [`${prefix}-id`]: 'msg_1',
      [`${prefix}-timestamp`]: `${timestamp}`,
      [`${prefix}-signature`]: webhook.sign('msg_1', new Date(timestamp * 1000), text),
    },
  };
}
