/** The types that every entry over Node's request and response exports. */
export type { WebhookHandlerLike, WebhookHandlerOptions } from '../handle/handle-webhook.ts';
export type { IncomingRequest } from './incoming-body.ts';
export type { IncomingHandler, OutgoingResponse } from './incoming-handler.ts';
