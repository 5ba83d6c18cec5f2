import {
  handleWebhook,
  type WebhookHandlerLike,
  type WebhookHandlerOptions,
} from '../handle/handle-webhook.ts';
import { type IncomingRequest, readIncomingBody } from './incoming-body.ts';
import { METHOD_NOT_ALLOWED } from './method-not-allowed.ts';

/** The part of `http.ServerResponse` that is used. */
export interface OutgoingResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** Handles one delivery on Node's request and response, or on a framework's that extend them. */
export type IncomingHandler<Request extends IncomingRequest> = (
  request: Request,
  response: OutgoingResponse,
) => Promise<void>;

/**
 * Makes the handler that the adapters for Node's request and response share.
 *
 * @param options - as of the adapter
 * @param handler - as of the adapter
 * @param fix - how this framework keeps a body from being parsed too early
 */
export function createIncomingHandler<Request extends IncomingRequest>(
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Request>,
  fix: string,
): IncomingHandler<Request> {
  return async (request, response) => {
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      return sendReply(response, METHOD_NOT_ALLOWED);
    }
    const body = readIncomingBody(request, fix, options.maxBodyBytes);
    sendReply(response, await handleWebhook(body, request.headers, options, handler, request));
  };
}

function sendReply(response: OutgoingResponse, reply: { status: number; body: unknown }): void {
  response.statusCode = reply.status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(reply.body));
}
