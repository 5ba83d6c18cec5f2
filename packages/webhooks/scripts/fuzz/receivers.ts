import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import express, { type ErrorRequestHandler } from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { firsthandWebhook as expressWebhook } from '../../src/express.ts';
import { firsthandWebhook as fastifyWebhook } from '../../src/fastify.ts';
import { webhookHandler as honoWebhook } from '../../src/hono.ts';
import { pagesWebhookHandler } from '../../src/next.ts';
import { webhookHandler as nodeWebhook } from '../../src/node.ts';
import type { HostileCallbacks } from './hostile-callbacks.ts';

/** What runs before an adapter, as a middleware does. */
export type Before = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** An adapter that listens on a loopback port. */
export interface Receiver {
  readonly name: string;
  readonly port: number;
  /** False for a body parser that waits for ever when a middleware paused the request. */
  readonly readsPaused: boolean;
  before: Before;
  close(): Promise<void>;
}

/** Starts every adapter that has a server of its own. */
export async function startReceivers({ options, handler }: HostileCallbacks): Promise<Receiver[]> {
  const expressApp = express().all('/', expressWebhook(options, handler));
  const rawExpressApp = express()
    .all('/', express.raw({ type: '*/*' }), expressWebhook(options, handler))
    .use(respondToParserError);
  const honoApp = new Hono().post('/', honoWebhook(options, handler));
  const fastifyApp = fastify();
  fastifyApp.register(fastifyWebhook(options, handler));
  await fastifyApp.ready();
  const servers: Record<string, Server> = {
    node: createServer(nodeWebhook(options, handler)),
    next: createServer(pagesWebhookHandler(options, handler)),
    express: createServer(expressApp),
    'express behind raw()': createServer(rawExpressApp),
    hono: createAdaptorServer({ fetch: honoApp.fetch }) as Server,
    fastify: fastifyApp.server,
  };
  return Promise.all(
    Object.entries(servers).map(async ([name, server]) => {
      const readsPaused = !name.includes('raw()');
      const before: Before = (_request, _response, next) => next();
      const receiver = { name, readsPaused, before } as Receiver;
      intercept(server, receiver);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const close = async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      };
      return Object.assign(receiver, { port: (server.address() as AddressInfo).port, close });
    }),
  );
}

/** Express's own error handler fails when a middleware has already responded. */
const respondToParserError: ErrorRequestHandler = (error, _request, response, _next) => {
  if (!response.headersSent) response.status(error.status ?? 500).json({});
};

function intercept(server: Server, receiver: Receiver): void {
  const [original] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) =>
    receiver.before(request, response, () => original?.call(server, request, response)),
  );
}
