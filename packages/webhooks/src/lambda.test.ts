import { describe, expect, test } from 'vitest';
import { type Deliver, describeAdapter } from '../test/adapter-suite.ts';
import { eventBody, SECRET } from '../test/delivery.ts';
import { signTestWebhook } from './index.ts';
import { type LambdaHttpEvent, webhookHandler } from './lambda.ts';

const base64 = (body: string | Uint8Array) => Buffer.from(body as string).toString('base64');
const capitalised = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]),
  );

/** An event of an API Gateway REST API, payload format 1.0. */
const restEvent = (body: string | Uint8Array, headers: Record<string, string>) => ({
  resource: '/hooks',
  path: '/hooks',
  httpMethod: 'POST',
  headers: capitalised(headers),
  multiValueHeaders: Object.fromEntries(
    Object.entries(capitalised(headers)).map(([name, value]) => [name, [value]]),
  ),
  queryStringParameters: null,
  pathParameters: null,
  requestContext: { stage: 'prod', identity: { sourceIp: '127.0.0.1' } },
  body: Buffer.from(body as string).toString() || null,
  isBase64Encoded: false,
});

/** An event of an HTTP API or a function URL, payload format 2.0. */
const httpEvent = (body: string | Uint8Array, headers: Record<string, string>) => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: '/hooks',
  rawQueryString: '',
  headers,
  requestContext: { http: { method: 'POST', path: '/hooks' }, timeEpoch: 1 },
  ...(body.length > 0 && { body: base64(body) }),
  isBase64Encoded: true,
});

/** An event of a load balancer with multi-value headers. */
const balancerEvent = (body: string | Uint8Array, headers: Record<string, string>) => ({
  requestContext: { elb: { targetGroupArn: 'arn' } },
  httpMethod: 'POST',
  path: '/hooks',
  multiValueHeaders: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value]]),
  ),
  body: base64(body),
  isBase64Encoded: true,
});

const invoke =
  (
    makeEvent: (body: string | Uint8Array, headers: Record<string, string>) => LambdaHttpEvent,
  ): Deliver =>
  async (options, handler, body, headers) => {
    const result = await webhookHandler(options, handler)(makeEvent(body, headers), {});
    return { status: result.statusCode, json: JSON.parse(result.body) };
  };

describe('webhookHandler for Lambda behind a REST API', () => describeAdapter(invoke(restEvent)));
describe('webhookHandler for Lambda behind an HTTP API or a function URL', () =>
  describeAdapter(invoke(httpEvent)));
describe('webhookHandler for Lambda behind a load balancer', () =>
  describeAdapter(invoke(balancerEvent)));

const { body, headers } = signTestWebhook({ body: eventBody(), secret: SECRET });

test('verifies the signature of a base64 body that is not UTF-8, then refuses it as invalid_json', async () => {
  const bytes = Buffer.from([0x7b, 0xff, 0x7d]);
  const { signWebhook } = await import('./index.ts');
  const signature = { 'x-firsthand-signature': signWebhook({ body: bytes, secret: SECRET }) };
  const { body } = await webhookHandler({ secret: SECRET }, () => {})(httpEvent(bytes, signature));
  expect(JSON.parse(body)).toMatchObject({ error: { code: 'invalid_json' } });
});

test('returns the format that API Gateway, function URLs and load balancers accept', async () => {
  const result = await webhookHandler({ secret: SECRET }, () => {})(restEvent(body, headers));
  expect(result).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"received":true}',
    isBase64Encoded: false,
  });
});

test('passes the invocation to the handler', async () => {
  const seen: unknown[] = [];
  const handler = webhookHandler<ReturnType<typeof httpEvent>>(
    { secret: SECRET },
    (_event, { request, context }) => seen.push(request.rawPath, context),
  );
  await handler(httpEvent(body, headers), { awsRequestId: '1' });
  expect(seen).toEqual(['/hooks', { awsRequestId: '1' }]);
});

test('names the fix when a middleware has parsed the body', async () => {
  const parsed = { ...restEvent(body, headers), body: JSON.parse(body) };
  const handler = webhookHandler({ secret: SECRET, onError: () => {} }, () => {});
  const result = await handler(parsed);
  expect(result.statusCode).toBe(500);
  expect(result.body).toMatch(/parsed_body.*httpJsonBodyParser.*isBase64Encoded/);
});

test.each([{ headers: null }, { headers: undefined }, {}])(
  'refuses an event without headers',
  async (event) => {
    const result = await webhookHandler({ secret: SECRET }, () => {})({ ...event, body });
    expect(result.statusCode).toBe(400);
    expect(JSON.parse(result.body)).toMatchObject({ error: { code: 'missing_header' } });
  },
);

test.each([undefined, null, 'warm up', { source: 'aws.events' }])(
  'returns a refusal for %j, which is not an HTTP event',
  async (event) => {
    const result = await webhookHandler({ secret: SECRET, onError: () => {} }, () => {})(
      event as never,
    );
    expect(result.statusCode).toBe(400);
  },
);
