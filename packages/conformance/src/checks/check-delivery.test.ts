import { signWebhook } from '@firsthandapi/webhooks';
import { expect, test } from 'vitest';
import { checkDelivery, type Delivery } from './check-delivery.ts';

const SECRET = `whsec_${'a'.repeat(43)}`;
const NOW = Date.UTC(2026, 2, 20);
const ID = 'evt_01KM59A1BW2XVQNV07GZN62FXW';
const purchased = {
  id: ID,
  object: 'event',
  type: 'credits.purchased',
  api_version: '2026-03-18',
  created_at: '2026-03-20T00:00:00.000Z',
  data: {
    object: 'credit_transaction',
    id: 'crtx_01KM59A1BW2XVQNV07GZN62FXW',
    type: 'purchase',
    amount_cents: 1_000,
    description: 'Credit pack $10',
    job_id: null,
    created_at: '2026-03-20T00:00:00.000Z',
  },
};

function delivery(event: typeof purchased, changes: Record<string, string> = {}): Delivery {
  const body = JSON.stringify(event);
  const signature = signWebhook({ body, secret: SECRET, timestamp: NOW / 1_000 });
  const headers = new Headers({
    'x-firsthand-event-id': ID,
    'x-firsthand-signature': signature,
    ...changes,
  });
  return { event, headers, body, receivedAt: NOW };
}

test('accepts a delivery that matches the document', () => {
  expect(checkDelivery(delivery(purchased), [SECRET])).toEqual([]);
});

test.each<[string, Delivery, RegExp]>([
  ['an undocumented event', delivery({ ...purchased, type: 'job.danced' }), /no such event/],
  [
    'a body that does not match the schema of its event',
    delivery({ ...purchased, data: { ...purchased.data, amount_cents: 0.5 } }),
    /amount_cents must be integer/,
  ],
  [
    'another event id in the header',
    delivery(purchased, { 'x-firsthand-event-id': `${ID.slice(0, -1)}0` }),
    /event ids differ/,
  ],
  ['a malformed header', delivery(purchased, { 'x-firsthand-signature': 'v1=00' }), /pattern/],
  [
    'an expired signature',
    { ...delivery(purchased), receivedAt: NOW + 301_000 },
    /signature: .*301 s ago/,
  ],
  [
    'a body that was modified in transit',
    { ...delivery(purchased), body: '{}' },
    /No signature matches/,
  ],
])('reports %s', (_name, received, problem) => {
  expect(checkDelivery(received, [SECRET]).join('\n')).toMatch(problem);
});

test('reports a delivery signed with another secret', () => {
  expect(checkDelivery(delivery(purchased), [`whsec_${'b'.repeat(43)}`]).join()).toMatch(
    /No signature/,
  );
});
