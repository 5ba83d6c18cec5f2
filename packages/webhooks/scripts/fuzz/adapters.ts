import { webhookHandler as astro } from '../../src/astro.ts';
import { firsthandWebhook as express } from '../../src/express.ts';
import { webhookRoute as fastify } from '../../src/fastify.ts';
import { webhookHandler as hono } from '../../src/hono.ts';
import { webhookHandler as lambda } from '../../src/lambda.ts';
import { webhookHandler as next, pagesWebhookHandler } from '../../src/next.ts';
import { webhookHandler as node } from '../../src/node.ts';
import { webhookHandler as remix } from '../../src/remix.ts';
import { webhookHandler as sveltekit } from '../../src/sveltekit.ts';
import { webhookHandler as web } from '../../src/web.ts';
import type { HostileCallbacks } from './hostile-callbacks.ts';

type Call = (
  options: HostileCallbacks['options'],
  handler: HostileCallbacks['handler'],
  request: never,
) => Promise<number>;

/** Calls an adapter of Node's request and response, and returns the status that it sent. */
const sent = async (
  handle: (request: never, response: never) => Promise<void>,
  request: unknown,
): Promise<number> => {
  const response = { statusCode: 0, setHeader() {}, end() {} };
  await handle(request as never, response as never);
  return response.statusCode;
};

const statusOf = async (response: Promise<Response>): Promise<number> => (await response).status;

async function sentByFastify(route: ReturnType<typeof fastify>, request: never): Promise<number> {
  let status = 0;
  const reply = {
    code(given: number) {
      status = given;
      return reply;
    },
    send: () => reply,
  };
  await route(request, reply);
  return status;
}

/** Every adapter by name, called with a request of any type; resolves to the status of the response. */
export const ADAPTERS_BY_NAME: Readonly<Record<string, Call>> = {
  astro: (options, handler, request) => statusOf(astro(options, handler)(request)),
  express: (options, handler, request) => sent(express(options, handler), request),
  fastify: (options, handler, request) => sentByFastify(fastify(options, handler), request),
  hono: (options, handler, request) => statusOf(hono(options, handler)(request)),
  lambda: async (options, handler, request) => (await lambda(options, handler)(request)).statusCode,
  next: (options, handler, request) => statusOf(next(options, handler)(request)),
  'next pages': (options, handler, request) => sent(pagesWebhookHandler(options, handler), request),
  node: (options, handler, request) => sent(node(options, handler), request),
  remix: (options, handler, request) => statusOf(remix(options, handler)(request)),
  sveltekit: (options, handler, request) => statusOf(sveltekit(options, handler)(request)),
  web: (options, handler, request) => statusOf(web(options, handler)(request)),
};

export const ADAPTERS = Object.values(ADAPTERS_BY_NAME);
