/**
 * The core that every adapter is a thin layer over, for frameworks that have no adapter here.
 *
 * @module
 */
export {
  handleWebhook,
  type WebhookFailure,
  type WebhookHandlerLike,
  type WebhookHandlerOptions,
  type WebhookReply,
} from './handle/handle-webhook.ts';
export type { SeenAnswer, SeenFunction, SeenStore } from './handle/seen-hook.ts';
