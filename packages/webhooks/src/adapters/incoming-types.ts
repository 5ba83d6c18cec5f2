/** The types that every entry over Node's request and response exports. */
export type { WebhookHandlerLike } from '../handle/handle-webhook.ts';
export type { WebhookHandlerOptions } from '../handle/webhook-options.ts';
export type { IncomingRequest } from './incoming-body.ts';
export type { IncomingHandler, OutgoingResponse } from './incoming-handler.ts';
