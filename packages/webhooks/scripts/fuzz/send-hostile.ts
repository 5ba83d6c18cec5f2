import { Agent, request as httpRequest, type ServerResponse } from 'node:http';
import { types } from 'node:util';
import { webhookHandler as lambdaWebhook } from '../../src/lambda.ts';
import { webhookHandler as remixWebhook } from '../../src/remix.ts';
import { webhookHandler as fetchWebhook } from '../../src/web.ts';
import { ADAPTERS } from './adapters.ts';
import type { HostileCallbacks } from './hostile-callbacks.ts';
import { createHostileDelivery } from './hostile-delivery.ts';
import { ODDITIES } from './oddities.ts';
import { isSigned } from './oracle.ts';
import type { Random } from './random.ts';
import type { Before, Receiver } from './receivers.ts';

const STATUSES = [200, 400, 405, 409, 413, 500];
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** The bytes and headers of a POST. */
interface HostilePost {
  readonly bytes: Buffer;
  readonly headers: Record<string, string>;
}

/** Sends one delivery over a socket; resolves to the status, or undefined when it was cut off. */
export async function sendOverSocket(
  random: Random,
  receiver: Receiver,
): Promise<number | undefined> {
  const { bytes, headers } = createPost(random);
  receiver.before = createMiddleware(random, receiver.readsPaused);
  const isCut = random.once(8);
  const length = isCut ? bytes.length + 1 : bytes.length;
  const status = await new Promise<number | undefined>((resolve) => {
    const method = random.once(40) ? 'PUT' : 'POST';
    const path = { host: '127.0.0.1', port: receiver.port, method, agent };
    const request = httpRequest({ ...path, headers: { ...headers, 'content-length': length } });
    request.on('error', () => {});
    request.on('close', () => resolve(undefined));
    request.on('response', (response) =>
      response.resume().on('end', () => resolve(response.statusCode)),
    );
    if (!isCut) return request.end(bytes);
    request.write(bytes);
    if (random.once(2)) setImmediate(() => request.destroy());
    else request.on('socket', () => request.destroy());
  });
  // A framework's own refusals: a method without a route, a content type it cannot parse.
  if (status === undefined || [404, 415, 503].includes(status)) return status;
  return check(status, bytes, headers);
}

/** Calls one of the adapters that are functions; resolves to the status. */
export async function callFunction(
  random: Random,
  { options, handler }: HostileCallbacks,
): Promise<number> {
  if (random.once(8)) return callWithOddity(random, options, handler);
  const { bytes, headers } = createPost(random);
  if (random.once(3)) {
    const isBase64Encoded = !random.once(4);
    const body = random.once(6) ? (createHostileDelivery(random).rawBody as string) : undefined;
    const event = {
      headers,
      isBase64Encoded,
      body: body ?? bytes.toString(isBase64Encoded ? 'base64' : 'latin1'),
    };
    const { statusCode } = await lambdaWebhook(options, handler)(event);
    return statusCode;
  }
  const request = new Request('http://localhost/', {
    method: 'POST',
    headers,
    body: createStream(random, bytes),
    duplex: 'half',
  } as RequestInit);
  if (random.once(10)) await request.text().catch(() => {});
  const optionsLike = random.once(2) ? options : async () => options;
  const response = random.once(2)
    ? await fetchWebhook(optionsLike, handler)(request)
    : await remixWebhook(optionsLike, handler)({ request });
  return check(response.status, bytes, headers);
}

/** Calls any adapter with a request that is none, or whose members are none; resolves to the status. */
async function callWithOddity(
  random: Random,
  options: HostileCallbacks['options'],
  handler: HostileCallbacks['handler'],
): Promise<number> {
  const odd = (): unknown => random.pick(ODDITIES)();
  const members = { method: 'POST', headers: odd(), body: odd(), isBase64Encoded: odd() };
  const request = random.pick([odd, () => members, () => ({ request: odd(), req: odd() })])();
  const status = await random.pick(ADAPTERS)(options, handler, request as never);
  if (status === 200) throw new Error('An adapter accepted what is no request.');
  if (!STATUSES.includes(status)) throw new Error(`An adapter responded with status ${status}.`);
  return status;
}

function check(status: number, bytes: Buffer, headers: Record<string, string>): number {
  if (!STATUSES.includes(status)) throw new Error(`An adapter responded with status ${status}.`);
  const header = headers['x-firsthand-signature'];
  if (status === 200 && !isSigned({ rawBody: bytes, header, secret: '', options: {} })) {
    throw new Error('A delivery was accepted that was never signed.');
  }
  return status;
}

function createPost(random: Random): HostilePost {
  const { rawBody, header } = createHostileDelivery(random, Math.floor(Date.now() / 1000));
  const bytes = random.once(30) ? Buffer.alloc(random.below(200_000)) : toBytes(rawBody);
  const signature = typeof header === 'string' ? header.replace(/[^\t -~\x80-\xff]/g, '?') : '';
  return {
    bytes,
    headers: {
      'content-type': random.pick(['application/json', 'text/plain', 'a/b;', ',']),
      'x-firsthand-signature': signature.slice(0, 12_000),
    },
  };
}

function toBytes(body: unknown): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  if (ArrayBuffer.isView(body) && body.byteLength > 0) {
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }
  return types.isArrayBuffer(body) && body.byteLength > 0 ? Buffer.from(body) : Buffer.from('{}');
}

/** A middleware that does nothing, pauses, responds first or later, or waits until the client is gone. */
function createMiddleware(random: Random, mayPause: boolean): Before {
  return (request, response, next) => {
    switch (random.below(12)) {
      case 0:
        if (mayPause) request.pause();
        return setImmediate(next);
      case 1:
        next();
        return respondFirst(response);
      case 2:
        next();
        return setImmediate(respondFirst, response);
      case 3:
        request.destroy();
        return next();
      case 4:
        request.on('close', () => {});
        request.destroy();
        return setImmediate(next);
      default:
        return next();
    }
  };
}

/** Responds as a timeout middleware does, while the adapter is still busy. */
function respondFirst(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(503).end('{}');
}

/** The bytes in chunks, of which the stream may break off. */
function createStream(random: Random, bytes: Buffer): ReadableStream {
  const breaksOff = random.once(8);
  return new ReadableStream({
    start(controller) {
      const cut = random.below(bytes.length + 1);
      controller.enqueue(bytes.subarray(0, cut));
      controller.enqueue(bytes.subarray(cut));
      if (breaksOff) controller.error(new Error('reset'));
      else controller.close();
    },
    cancel: () => (random.once(2) ? Promise.reject(new Error('reset')) : new Promise(() => {})),
  });
}

/** Closes the connections that are kept alive. */
export function closeConnections(): void {
  agent.destroy();
}
