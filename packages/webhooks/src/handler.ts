/**
 * The core under every adapter, for frameworks without one.
 *
 * @module
 */
export { handleWebhook, type WebhookHandlerLike } from './handle/handle-webhook.ts';
export type { SeenAnswer, SeenFunction, SeenStore } from './handle/seen-hook.ts';
export type {
  WebhookFailure,
  WebhookHandlerOptions,
  WebhookReply,
} from './handle/webhook-options.ts';
