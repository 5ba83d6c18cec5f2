import { handleWebhook, type WebhookHandlerLike } from '../handle/handle-webhook.ts';
import type { WebhookHandlerOptions } from '../handle/webhook-options.ts';
import { lateHeaders } from '../verify/webhook-headers.ts';
import { type IncomingRequest, readIncomingBody } from './incoming-body.ts';
import { METHOD_NOT_ALLOWED } from './method-not-allowed.ts';

/** The parts of `http.ServerResponse` that are used. */
export interface OutgoingResponse {
  statusCode: number;
  readonly headersSent?: boolean;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** Handles one delivery on Node's request and response, or on a framework's extensions of them. */
export type IncomingHandler<Request extends IncomingRequest> = (
  request: Request,
  response: OutgoingResponse,
) => Promise<void>;

/**
 * Creates the handler that all adapters for Node's request and response share.
 *
 * @param options - see `WebhookHandlerOptions`
 * @param handler - a function of the event and the request, or a router
 * @param fix - how to avoid, in this framework, that the body is parsed first
 */
export function createIncomingHandler<Request extends IncomingRequest>(
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Request>,
  fix: string,
): IncomingHandler<Request> {
  return async (request, response) => {
    if (!isPost(request)) return sendReply(response, METHOD_NOT_ALLOWED, 'POST');
    const readBody = () => readIncomingBody(request, fix, options.maxBodyBytes);
    const headers = lateHeaders(() => request.headers);
    sendReply(response, await handleWebhook(readBody, headers, options, handler, request));
  };
}

/** A request that cannot even be read is refused, and reported, where its headers and body are read. */
function isPost(request: IncomingRequest): boolean {
  try {
    return request.method === 'POST';
  } catch {
    return true;
  }
}

/** Sends the response, unless a middleware with a timeout or the handler has already responded. */
function sendReply(
  response: OutgoingResponse,
  reply: { status: number; body: unknown },
  allow?: string,
): void {
  try {
    if (response.headersSent) return;
    response.statusCode = reply.status;
    if (allow !== undefined) response.setHeader('allow', allow);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(reply.body));
  } catch {
    // The connection is gone: without a response, the sender delivers the event again.
  }
}
