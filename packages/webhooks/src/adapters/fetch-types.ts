/** The types that every entry over the Fetch API's `Request` and `Response` exports. */
export type { WebhookHandlerLike } from '../handle/handle-webhook.ts';
export type { WebhookHandlerOptions } from '../handle/webhook-options.ts';
export type { WebhookOptionsLike } from './fetch-handler.ts';
