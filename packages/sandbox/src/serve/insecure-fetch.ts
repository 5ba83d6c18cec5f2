import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { HttpFetch } from '../world/webhook-target.ts';

/**
 * Sends a webhook without verifying the receiver's certificate, for development servers with a self-signed one. The
 * global `fetch` has no option for it. Returns a response without a body, which a delivery does not read.
 */
export const insecureFetch: HttpFetch = async (request) => {
  const url = new URL(request.url);
  const body = Buffer.from(await request.arrayBuffer());
  const options = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    signal: request.signal,
  };
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing =
      url.protocol === 'https:'
        ? requestHttps(url, { ...options, rejectUnauthorized: false }, resolve)
        : requestHttp(url, options, resolve);
    outgoing.on('error', reject).end(body);
  });
  incoming.resume();
  return new Response(null, { status: incoming.statusCode ?? 502 });
};
