import type { VerificationOptions } from '../verify/verification-options.ts';
import type { WebhookSecret } from '../verify/webhook-secret.ts';
import type { WebhookVerificationErrorCode } from '../verify/webhook-verification-error.ts';
import type { SeenFunction, SeenStore } from './seen-hook.ts';

/** Options of `handleWebhook` and of every adapter. */
export interface WebhookHandlerOptions extends VerificationOptions {
  /**
   * The endpoint's `whsec_…` secret, several during a rotation, or a function that returns them,
   * called for each delivery.
   */
  secret: WebhookSecret | (() => WebhookSecret | Promise<WebhookSecret>);
  /** Recognises duplicate deliveries. Default: every delivery reaches the handler. */
  seen?: SeenStore | SeenFunction | undefined;
  /** The largest body that an adapter reads, in bytes. Default 1,048,576 (1 MiB). */
  maxBodyBytes?: number | undefined;
  /**
   * Called with every failure, and awaited before the response. Default: failures of the receiver
   * (status 500) are logged with `console.error`; refused deliveries are not logged, because anyone
   * can cause them. If `onError` itself throws or rejects, both errors are logged and the response
   * stays the same.
   */
  onError?: ((error: unknown, failure: WebhookFailure) => unknown) | undefined;
}

/** Why a delivery was not accepted; `code` is also in the response's body. */
export interface WebhookFailure {
  status: 400 | 409 | 413 | 500;
  /**
   * A code of `WebhookVerificationError`, or `handler_failed`, `in_progress` (another delivery of
   * this event is being handled), or `receiver_failed` (`secret`, `seen` or the options function
   * threw).
   */
  code: WebhookVerificationErrorCode | 'handler_failed' | 'in_progress' | 'receiver_failed';
  /** The event's id, once the delivery is verified. */
  eventId?: string;
}

/** The response to a delivery. */
export interface WebhookReply {
  status: 200 | WebhookFailure['status'];
  /** To be sent as JSON. Contains no secret, no signature and nothing of a handler's error. */
  body:
    | { received: true; duplicate?: true }
    | { error: { code: WebhookFailure['code']; message: string } };
}
