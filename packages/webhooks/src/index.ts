/**
 * Verify, unwrap and route FirstHandAPI webhooks. Each framework adapter has its own entry:
 * `@firsthandapi/webhooks/express`, `/fastify`, `/hono`, `/next`, `/sveltekit`, `/remix`, `/astro`,
 * `/lambda`, `/node` and `/web`; the core that they share is `/handler`.
 *
 * @module
 */

// Events
export type {
  CreditsAutoToppedUpEvent,
  CreditsExpiredEvent,
  CreditsExpiringSoonEvent,
  CreditsLowBalanceEvent,
  CreditsPurchasedEvent,
  JobCancelledEvent,
  JobCompletedEvent,
  JobFlaggedEvent,
  SubmissionApprovedEvent,
  SubmissionRejectedEvent,
  SubmissionScoredEvent,
} from '@firsthandapi/spec';
export { WEBHOOK_EVENT_TYPES } from '@firsthandapi/spec';
// Duplicates
export type { SeenAnswer, SeenFunction, SeenStore } from './handle/seen-hook.ts';
// Routing
export {
  createWebhookRouter,
  type WebhookHandler,
  type WebhookRouter,
} from './handle/webhook-router.ts';
export {
  signTestWebhook,
  type TestWebhook,
  type TestWebhookInput,
} from './sign/sign-test-webhook.ts';
// Signing
export { type SignWebhookInput, signWebhook } from './sign/sign-webhook.ts';
export type { RawBody } from './verify/raw-body.ts';
export { type UnwrapRequestOptions, unwrapRequest } from './verify/unwrap-request.ts';
export { type UnwrapOptions, unwrapWebhook } from './verify/unwrap-webhook.ts';
// Verifying
export type { Moment, VerificationOptions } from './verify/verification-options.ts';
export { verifyWebhookSignature } from './verify/verify-webhook-signature.ts';
export type {
  KnownWebhookEvent,
  UnknownWebhookEvent,
  UnknownWebhookEventType,
  WebhookEvent,
  WebhookEventOf,
  WebhookEventType,
} from './verify/webhook-event.ts';
export type { WebhookHeaders } from './verify/webhook-headers.ts';
export type { WebhookSecret } from './verify/webhook-secret.ts';
// Refusals
export {
  isWebhookVerificationError,
  WebhookVerificationError,
  type WebhookVerificationErrorCode,
} from './verify/webhook-verification-error.ts';
