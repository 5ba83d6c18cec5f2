import { EdgeVM } from '@edge-runtime/vm';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { signTestWebhook, signWebhook } from '../src/index.ts';
import { eventBody, NOW, OLD_SECRET, SECRET } from './delivery.ts';

// The runtime of Next's middleware and edge routes: web globals of another realm, and a `process` whose function for
// loading Node modules throws.
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

/** Runs source text in the edge runtime, with `input` as a global. */
function runThere<Result>(source: string, input: unknown): Result {
  Object.assign(edge.context, { input });
  return edge.evaluate(source);
}

test('signs and verifies synchronously without Node modules', () => {
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

test('runs without Buffer and require', () => {
  expect(runThere('typeof Buffer + typeof require', undefined)).toBe('undefinedundefined');
});

test.each([
  ['accepts a delivery', '', 200, { received: true }],
  ['refuses a forgery', ' ', 400, { error: { code: 'no_match' } }],
])('%s in a route handler', async (_what, added, status, json) => {
  const { body, headers } = signTestWebhook({ body: eventBody(), secret: SECRET });
  const call = `(async () => {
    const POST = webhooks.webhookHandler({ secret: input.secret }, () => {});
    const { headers, body } = input;
    const response = await POST(new Request('https://app.example/hooks', { method: 'POST', headers, body }));
    return JSON.stringify([response.status, await response.json()]);
  })()`;
  const response = await runThere<Promise<string>>(call, {
    secret: SECRET,
    headers,
    body: body + added,
  });
  expect(JSON.parse(response)).toMatchObject([status, json]);
});
