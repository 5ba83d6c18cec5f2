import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox, type World } from '../index.ts';
import { type SandboxServer, serveSandbox } from '../serve.ts';
import { jobOrder } from '../testing/api-caller.ts';

let server: SandboxServer;
let world: World;
beforeAll(async () => {
  server = await serveSandbox({ keepAlive: false });
  world = await createSandbox({ baseUrl: server.url }).world({ apiKey: KEY });
  await server.sandbox.world({ apiKey: KEY });
});
afterAll(() => server.close());

const KEY = 'fh_test_sk_thekeyofmyapplication';
const AUTHORIZED = { Authorization: `Bearer ${KEY}` };
const POST = { method: 'POST', body: JSON.stringify(jobOrder()) };
const JSON_TYPE = { ...AUTHORIZED, 'Content-Type': 'application/json' };

type Call = readonly [path: string, init?: RequestInit];

/** The status of a call and whether there was a body, or the name of its error. */
async function outcomeOf(fetch: typeof globalThis.fetch, [path, init]: Call) {
  try {
    const response = await fetch(path.startsWith('/') ? server.url + path : path, init);
    const { byteLength } = await response.arrayBuffer();
    return [response.status, byteLength > 0];
  } catch (error) {
    return (error as Error).name;
  }
}

const CALLS: readonly Call[] = [
  ['/v1/jobs', { headers: AUTHORIZED }],
  ['/v1/jobs', { headers: AUTHORIZED, method: 'get' }],
  ['/v1/jobs/job_1', { headers: AUTHORIZED, method: 'patch' }],
  ['/v1/jobs', { headers: AUTHORIZED, method: 'HEAD' }],
  ['/v1/jobs', { headers: AUTHORIZED, method: 'PUT', body: '{}' }],
  ['/v1/jobs', { headers: AUTHORIZED, method: 'TRACE' }],
  ['/v1/jobs', { headers: AUTHORIZED, method: 'CONNECT' }],
  ['/v1/jobs', { headers: AUTHORIZED, method: 'GET IT' }],
  ['/v1/jobs', { headers: AUTHORIZED, method: '' }],
  ['/v1/jobs', { headers: AUTHORIZED, method: 'GET', body: '{}' }],
  ['/v1/jobs', { headers: AUTHORIZED, method: 'GET', body: '' }],
  ['/v1/jobs', { ...POST, headers: { ...JSON_TYPE, 'Idempotency-Key': 'order-1' } }],
  ['/v1/jobs', { ...POST, headers: { ...JSON_TYPE, 'Content-Encoding': 'gzip' } }],
  ['/v1/jobs', { ...POST, headers: JSON_TYPE, body: Uint8Array.of(0x22, 0xff, 0x22) }],
  ['/v1/jobs', { ...POST, headers: { ...JSON_TYPE, 'Idempotency-Key': 'öffnen' } }],
  ['/v1/jobs', { ...POST, headers: { ...JSON_TYPE, 'Idempotency-Key': 'order 😀' } }],
  ['/v1/jobs', { ...POST, headers: { ...JSON_TYPE, 'Idempotency-Key': 'a\nb' } }],
  ['/v1/jobs', { ...POST, headers: { ...JSON_TYPE, 'Idempotency-Key': ' order-2 ' } }],
  ['/v1/jobs', { headers: { ...AUTHORIZED, 'bad name': 'x' } }],
  ['/v1/jobs', { headers: { ...AUTHORIZED, '': 'x' } }],
  ['/v1/jobs', { headers: [['only a name']] as never }],
  ['/v1/jobs', { headers: { ...AUTHORIZED, 'Transfer-Encoding': 'chunked' } }],
  ['/v1/jobs', { headers: { ...AUTHORIZED, Expect: '100-continue' } }],
  ['/v1/jobs', { headers: { ...AUTHORIZED, 'Keep-Alive': '5' } }],
  ['/v1/jobs', { headers: { ...AUTHORIZED, Upgrade: 'h2c' } }],
  ['/v1/../v1/jobs', { headers: AUTHORIZED }],
  ['/v1/./jobs', { headers: AUTHORIZED }],
  ['/v1/x/%2e%2e/jobs', { headers: AUTHORIZED }],
  ['/v1/jobs?limit=1', { headers: { ...AUTHORIZED, 'X-Note': 'a\x7fb' } }],
  ['/v1//jobs', { headers: AUTHORIZED }],
  ['/v1/jobs#part', { headers: AUTHORIZED }],
  ['/v1/jobs?limit=1#part', { headers: AUTHORIZED }],
  ['/v1/jobs?title=a b', { headers: AUTHORIZED }],
  ['/v1\\jobs', { headers: AUTHORIZED }],
  ['v1/jobs'],
  [''],
  ['ftp://127.0.0.1/v1/jobs'],
  ['http://user:password@127.0.0.1/v1/jobs'],
];

test.each(CALLS.map((call) => ({ call })))(
  'has the outcome of the real fetch for $call',
  async ({ call }) => {
    expect(await outcomeOf(world.fetch, call)).toEqual(await outcomeOf(globalThis.fetch, call));
  },
);

test('has the outcome of the real fetch for any header', async () => {
  const odd = fc.constantFrom('ö', '😀', '\n', '\0', ' ', '\t', ':', 'x', '\x7f', '\x80', 'Ā');
  const text = fc.array(odd, { maxLength: 4 }).map((characters) => characters.join(''));
  await fc.assert(
    fc.asyncProperty(text, text, async (name, value) => {
      const call: Call = ['/v1/jobs', { headers: { ...AUTHORIZED, [`x${name}`]: value } }];
      expect(await outcomeOf(world.fetch, call)).toEqual(await outcomeOf(globalThis.fetch, call));
    }),
    { numRuns: 60 },
  );
});

test.each(['at once', 'after its beginning'])(
  'rejects as the real fetch does when the stream of its body fails %s',
  async (moment) => {
    const failure = new Error('The disk has failed');
    const call = () => {
      const chunks = moment === 'at once' ? [] : [new TextEncoder().encode('{')];
      const body = new ReadableStream({
        pull(controller) {
          const chunk = chunks.shift();
          if (chunk === undefined) controller.error(failure);
          else controller.enqueue(chunk);
        },
      });
      const headers = { ...JSON_TYPE, 'Idempotency-Key': moment };
      return { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
    };
    for (const fetch of [globalThis.fetch, world.fetch]) {
      const response = fetch(`${server.url}/v1/jobs`, call());
      await expect(response).rejects.toMatchObject({
        name: 'TypeError',
        message: 'fetch failed',
        cause: failure,
      });
    }
  },
);

test('refuses requests to other hosts', async () => {
  for (const fetch of [world.fetch, createSandbox({ baseUrl: server.url }).fetch]) {
    await expect(fetch('https://api.firsthandapi.com/v1/jobs')).rejects.toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { message: expect.stringContaining('which this sandbox serves') },
    });
  }
});
