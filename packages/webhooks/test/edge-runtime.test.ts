import { EdgeVM } from '@edge-runtime/vm';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { signTestWebhook, signWebhook } from '../src/index.ts';
import { eventBody, NOW, OLD_SECRET, SECRET } from './delivery.ts';

// The runtime of Next's middleware and edge routes: the globals of the web from a realm of its own, and a `process`
// that has the function to ask for Node's modules, and throws when it is called.
let edge: EdgeVM;
let asked = 0;

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: "export * from './src/index.ts'; export { webhookHandler } from './src/next.ts';",
      resolveDir: new URL('..', import.meta.url).pathname,
    },
    bundle: true,
    format: 'iife',
    globalName: 'webhooks',
    target: 'es2022',
    write: false,
  });
  const getBuiltinModule = () => {
    asked++;
    throw new Error('A Node.js API is used which is not supported in the Edge Runtime.');
  };
  edge = new EdgeVM({
    extend: (context) => Object.assign(context, { process: { env: {}, getBuiltinModule } }),
  });
  edge.evaluate(outputFiles[0]?.text ?? '');
});

/** Runs source text in the edge runtime; `input` is there as a global. */
function runThere<Result>(source: string, input: unknown): Result {
  Object.assign(edge.context, { input });
  return edge.evaluate(source);
}

test('signs and verifies at once, without what it may not ask for', () => {
  const given = { body: eventBody(), secret: [SECRET, OLD_SECRET], timestamp: NOW };
  const header = runThere<string>('webhooks.signWebhook(input)', given);
  expect(header).toBe(signWebhook(given));
  expect(asked).toBe(1);
  const verify = 'webhooks.verifyWebhookSignature(input.body, input.header, input.secret, input)';
  const input = { ...given, header, receivedAt: NOW };
  expect(runThere(verify, input)).toBe(true);
  expect(runThere(verify, { ...input, body: Buffer.from(given.body) })).toBe(true);
  expect(() => runThere(verify, { ...input, body: `${given.body} ` })).toThrow('No signature');
});

test('has neither Buffer nor require, and is not in need of them', () => {
  expect(runThere('typeof Buffer + typeof require', undefined)).toBe('undefinedundefined');
});

test.each([
  ['accepts a delivery', '', 200, { received: true }],
  ['refuses a forgery', ' ', 400, { error: { code: 'no_match' } }],
])('a route handler %s', async (_what, added, status, json) => {
  const { body, headers } = signTestWebhook({ body: eventBody(), secret: SECRET });
  const call = `(async () => {
    const POST = webhooks.webhookHandler({ secret: input.secret }, () => {});
    const { headers, body } = input;
    const response = await POST(new Request('https://app.example/hooks', { method: 'POST', headers, body }));
    return JSON.stringify([response.status, await response.json()]);
  })()`;
  const answer = await runThere<Promise<string>>(call, {
    secret: SECRET,
    headers,
    body: body + added,
  });
  expect(JSON.parse(answer)).toMatchObject([status, json]);
});
