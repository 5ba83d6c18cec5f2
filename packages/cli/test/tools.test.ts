import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveSandbox } from '@firsthandapi/sandbox/serve';
import { FirstHandClient } from '@firsthandapi/sdk';
import { eventRecipes } from '@firsthandapi/spec/event-recipes';
import { WEBHOOK_EVENT_TYPES } from '@firsthandapi/webhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../src/program/main.ts';
import { fakeContext } from '../src/testing/fake-context.ts';
import { PROGRAM, start } from './built-program.ts';

let server: Awaited<ReturnType<typeof serveSandbox>>;
let environment: Record<string, string>;

beforeAll(async () => {
  server = await serveSandbox({ clock: 'auto', controlToken: 'token' });
  const { apiKey } = await server.sandbox.defaultWorld();
  environment = { FIRSTHAND_API_KEY: apiKey, FIRSTHAND_BASE_URL: server.url };
});
afterAll(() => server.close());

async function eventsOf(type: string): Promise<number> {
  const client = new FirstHandClient({
    apiKey: environment.FIRSTHAND_API_KEY,
    baseUrl: environment.FIRSTHAND_BASE_URL,
  });
  return (await client.listWebhookEvents({ type: type as 'job.completed' })).data.length;
}

describe('trigger', () => {
  test.each(Object.keys(eventRecipes))('makes %s happen by a job', async (type) => {
    const before = await eventsOf(type);
    const context = fakeContext(environment);
    expect(await main(['trigger', type, '--json'], context)).toBe(0);
    expect(JSON.parse(context.stdout.text)).toMatchObject({ object: 'event', type });
    expect(await eventsOf(type)).toBeGreaterThan(before);
  });

  test.each([...WEBHOOK_EVENT_TYPES])('has a sandbox emit %s', async (type) => {
    const world = await server.sandbox.defaultWorld();
    const received: string[] = [];
    await Promise.all(
      (['test', 'live'] as const).map((each) =>
        world.webhooks.deliverTo(
          async (request: Request) => {
            received.push((await request.json()).type);
            return new Response();
          },
          { environment: each, events: [type] },
        ),
      ),
    );
    const context = fakeContext({ ...environment, FIRSTHAND_SANDBOX_TOKEN: 'token' });
    expect(await main(['trigger', type], context)).toBe(0);
    expect(received).toEqual([type]);
    await world.reset();
  });

  test.each([
    [['job.done'], {}, "There is no event type 'job.done'"],
    [['credits.expired'], {}, 'FIRSTHAND_SANDBOX_TOKEN'],
    [['job.completed'], { FIRSTHAND_SANDBOX_TOKEN: 'wrong' }, 'status 40'],
    [['job.completed'], { FIRSTHAND_API_KEY: 'fh_live_sk_EXAMPLE' }, 'a live job costs money'],
  ])('refuses %j with %j', async (parameters, more, message) => {
    const context = fakeContext({ ...environment, ...more });
    expect(await main(['trigger', ...parameters], context)).toBe(2);
    expect(context.stderr.text).toContain(message);
  });
});

test('logs tail shows requests as they happen, without its own', async () => {
  const context = fakeContext(environment);
  const sleep = (_: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 5);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  const ended = main(['logs', 'tail', '--errors'], Object.assign(context, { sleep }));
  while (!context.stderr.text.includes('Ready')) await sleep(5, context.signal);
  await main(['jobs', 'list'], fakeContext(environment));
  await main(['jobs', 'get', 'job_none'], fakeContext(environment));
  while (!context.stdout.text.includes('404')) await sleep(5, context.signal);
  context.interrupt();
  expect(await ended).toBe(130);
  expect(context.stdout.text).toMatch(
    /^\S+ {2}404 {2}GET {5}\/v1\/jobs\/\{id\} {2}\d+ ms {2}req_\w+\n$/,
  );
});

describe('sandbox', () => {
  test('serves until Ctrl+C', async () => {
    const { shows, child, ended } = start([
      'sandbox',
      '--port',
      '0',
      '--api-key',
      'fh_test_sk_mine1234',
    ]);
    const [url = ''] = (await shows('window')).match(/http:\S+/) ?? [];
    const client = new FirstHandClient({ apiKey: 'fh_test_sk_mine1234', baseUrl: url });
    expect((await client.listJobs()).data).toEqual([]);
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  });

  test.each([['sandbox'], ['sandbox', 'serve']])(
    'says which option of %s %s is wrong',
    async (...words) => {
      const context = fakeContext();
      expect(await main([...words, '--port', 'many'], context)).toBe(2);
      expect(context.stderr.text).toContain("Invalid --port: 'many' is not a number");
    },
  );
});

test('starts no other process, whose arguments could be read', () => {
  const dist = join(PROGRAM, '..');
  const texts = readdirSync(dist).map((name) => readFileSync(join(dist, name), 'utf8'));
  expect(texts.filter((text) => text.includes('child_process'))).toEqual([]);
});
