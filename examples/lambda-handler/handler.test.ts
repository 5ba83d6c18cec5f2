import assert from 'node:assert/strict';
import { beforeEach, type TestContext, test } from 'node:test';
import { createSandbox } from '@firsthandapi/sandbox';
import { FirstHandClient } from '@firsthandapi/sdk';
import type { handler as Handler } from './handler.ts';
import {
  type Delivery,
  functionUrlEvent,
  loadBalancerEvent,
  restApiEvent,
} from './recorded-events.ts';

const built = './dist/handler.mjs';
const { handler }: { handler: typeof Handler } = await import(built);
const context = { awsRequestId: '8f507cfc-xmpl-4697-b07a-ac58fc914c95' };

let delivery: Delivery;
beforeEach(async () => {
  delivery = await realDelivery();
});

const sources = { functionUrlEvent, restApiEvent, loadBalancerEvent };
for (const [name, eventOf] of Object.entries(sources)) {
  test(`${name}: verifies and handles a delivery`, async (test) => {
    const lines = logged(test);
    const result = await handler(eventOf(delivery), context);
    assert.equal(result.statusCode, 200);
    assert.deepEqual(JSON.parse(result.body), { received: true });
    const { completed, awsRequestId } = JSON.parse(lines[0] ?? '{}');
    assert.equal(completed, JSON.parse(delivery.body).data.id);
    assert.equal(awsRequestId, context.awsRequestId);
  });

  test(`${name}: refuses a body that was changed in transit`, async (test) => {
    const lines = logged(test);
    const changed = { ...delivery, body: delivery.body.replace('"completed"', '"cancelled"') };
    const result = await handler(eventOf(changed), context);
    assert.equal(result.statusCode, 400);
    assert.equal(JSON.parse(result.body).error.code, 'no_match');
    assert.deepEqual(lines, []);
  });
}

/** Returns a delivery that the sandbox signed by the service's own rules. */
async function realDelivery(): Promise<Delivery> {
  const world = await createSandbox().world();
  const client = new FirstHandClient({ apiKey: world.apiKey, fetch: world.fetch });
  let received: Delivery | undefined;
  const { secret } = await world.webhooks.deliverTo(
    async (request) => {
      received = { body: await request.text(), headers: Object.fromEntries(request.headers) };
      return new Response();
    },
    { events: ['job.completed'] },
  );
  process.env.FIRSTHAND_WEBHOOK_SECRET = secret;
  await client.createJob({
    type: 'data_collection',
    description: 'A coffee cup on a table, seen from above.',
    files_needed: 1,
    accepted_formats: ['image/jpeg'],
    price_per_file_cents: 50,
  });
  await world.clock.advance('15s');
  assert.ok(received);
  return received;
}

function logged(test: TestContext): string[] {
  const lines: string[] = [];
  test.mock.method(console, 'log', (line: string) => lines.push(line));
  return lines;
}
