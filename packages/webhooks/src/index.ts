/**
 * Verify, unwrap and route FirstHandAPI webhooks. Framework adapters are entries of their own:
 * `@firsthandapi/webhooks/express`, `/fastify`, `/hono`, `/next`, `/lambda`, `/node` and `/web`, over
 * the core in `/handler`.
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
export type { RawBody } from './raw-body.ts';
// Duplicates
export type { SeenAnswer, SeenFunction, SeenStore } from './seen-hook.ts';
export { signTestWebhook, type TestWebhook, type TestWebhookInput } from './sign-test-webhook.ts';
// Signing
export { type SignWebhookInput, signWebhook } from './sign-webhook.ts';
export { type UnwrapRequestOptions, unwrapRequest } from './unwrap-request.ts';
export { type UnwrapOptions, unwrapWebhook } from './unwrap-webhook.ts';
// Verifying
export type { Moment, VerificationOptions } from './verification-options.ts';
export { verifyWebhookSignature } from './verify-webhook-signature.ts';
export type {
  KnownWebhookEvent,
  UnknownWebhookEvent,
  UnknownWebhookEventType,
  WebhookEvent,
  WebhookEventOf,
  WebhookEventType,
} from './webhook-event.ts';
export type { WebhookHeaders } from './webhook-headers.ts';

// Routing
export { createWebhookRouter, type WebhookHandler, type WebhookRouter } from './webhook-router.ts';
export type { WebhookSecret } from './webhook-secret.ts';
// Refusals
export {
  isWebhookVerificationError,
  WebhookVerificationError,
  type WebhookVerificationErrorCode,
} from './webhook-verification-error.ts';
