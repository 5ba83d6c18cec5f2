import type { RawBody } from '../verify/raw-body.ts';
import { unwrapWebhook } from '../verify/unwrap-webhook.ts';
import type { VerificationOptions } from '../verify/verification-options.ts';
import type { WebhookEvent } from '../verify/webhook-event.ts';
import type { WebhookHeaders } from '../verify/webhook-headers.ts';
import type { WebhookSecret } from '../verify/webhook-secret.ts';
import {
  isWebhookVerificationError,
  type WebhookVerificationErrorCode,
} from '../verify/webhook-verification-error.ts';
import { claimEvent, type SeenFunction, type SeenStore } from './seen-hook.ts';
import type { WebhookHandler } from './webhook-router.ts';

/** Options of {@link handleWebhook} and of every adapter. */
export interface WebhookHandlerOptions extends VerificationOptions {
  /**
   * The endpoint's `whsec_…` secret, several while one is being rotated, or a function that gives
   * them, called for each delivery.
   */
  secret: WebhookSecret | (() => WebhookSecret | Promise<WebhookSecret>);
  /** Recognises duplicate deliveries; without it, each delivery reaches the handler. */
  seen?: SeenStore | SeenFunction | undefined;
  /** The largest body that an adapter reads, in bytes. Default 1,048,576 (1 MiB). */
  maxBodyBytes?: number | undefined;
  /**
   * Told of every failure. Default: what is the receiver's own fault (status 500) goes to
   * `console.error`, refused deliveries go nowhere, since anybody can cause them.
   */
  onError?: ((error: unknown, failure: WebhookFailure) => void) | undefined;
}

/** Why a delivery was not accepted; also the `error` of the reply's body. */
export interface WebhookFailure {
  status: 400 | 409 | 413 | 500;
  /**
   * A code of `WebhookVerificationError`, or `handler_failed`, `in_progress` (another delivery of
   * this event is being handled), or `receiver_failed` (your `secret` or `seen` threw).
   */
  code: WebhookVerificationErrorCode | 'handler_failed' | 'in_progress' | 'receiver_failed';
  /** The event's id, when it got that far. */
  eventId?: string;
}

/** What to answer a delivery with. */
export interface WebhookReply {
  status: 200 | WebhookFailure['status'];
  /** To be sent as JSON. Holds no secret, no signature, and nothing of a handler's error. */
  body:
    | { received: true; duplicate?: true }
    | { error: { code: WebhookFailure['code']; message: string } };
}

/** A handler, or a router made by `createWebhookRouter`. */
export type WebhookHandlerLike<Context = unknown> =
  | WebhookHandler<WebhookEvent, Context>
  | { handle: WebhookHandler<WebhookEvent, Context> };

/**
 * Verifies a delivery, sorts out duplicates, runs the handler and says what to answer. Every adapter
 * is a thin layer over this; use it for a framework that has none.
 *
 * @param rawBody - the body exactly as received, or a promise of it
 * @param headers - the request's headers
 * @param options - the secret, tolerance, `seen` and `onError`
 * @param handler - a function of the verified event, or a router
 * @param context - handed to the handler as its second argument
 * @returns status and body of the answer: 200 accepted or duplicate, 400 refused, 409 in progress,
 * 413 too large, 500 when the handler threw or the receiver is set up wrongly. Rejects only when
 * `onError` throws.
 */
export async function handleWebhook<Context>(
  rawBody: RawBody | Promise<RawBody>,
  headers: WebhookHeaders,
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Context>,
  context: Context,
): Promise<WebhookReply> {
  let event: WebhookEvent;
  try {
    const body = await rawBody;
    const secret = typeof options.secret === 'function' ? await options.secret() : options.secret;
    const { tolerance, receivedAt } = options;
    event = unwrapWebhook(body, headers, secret, { tolerance, receivedAt });
  } catch (error) {
    return refuse(error, options);
  }
  return deliver(event, options, handler, context);
}

async function deliver<Context>(
  event: WebhookEvent,
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Context>,
  context: Context,
): Promise<WebhookReply> {
  const eventId = event.id;
  let claim: Awaited<ReturnType<typeof claimEvent>>;
  try {
    claim = await claimEvent(options.seen, eventId);
  } catch (error) {
    return refuse(error, options, eventId);
  }
  if (claim.answer === false) return { status: 200, body: { received: true, duplicate: true } };
  if (claim.answer === 'in_progress') {
    return fail(undefined, options, { status: 409, code: 'in_progress', eventId });
  }

  try {
    await (typeof handler === 'function'
      ? handler(event, context)
      : handler.handle(event, context));
  } catch (error) {
    await report(claim.release, options, eventId);
    return fail(error, options, { status: 500, code: 'handler_failed', eventId });
  }
  // The event is handled; a store that fails now must not cause a second delivery.
  await report(claim.complete, options, eventId);
  return { status: 200, body: { received: true } };
}

async function report(
  action: () => unknown,
  options: WebhookHandlerOptions,
  eventId: string,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    fail(error, options, { status: 500, code: 'receiver_failed', eventId });
  }
}

const STATUS_BY_CODE: { readonly [Code in WebhookVerificationErrorCode]?: 413 | 500 } = {
  body_too_large: 413,
  missing_body: 500,
  parsed_body: 500,
  bad_secret: 500,
  bad_option: 500,
};

function refuse(error: unknown, options: WebhookHandlerOptions, eventId?: string): WebhookReply {
  const failure: WebhookFailure = isWebhookVerificationError(error)
    ? { status: STATUS_BY_CODE[error.code] ?? 400, code: error.code }
    : { status: 500, code: 'receiver_failed' };
  if (eventId !== undefined) failure.eventId = eventId;
  return fail(error, options, failure);
}

function fail(
  error: unknown,
  { onError = logOwnFaults }: WebhookHandlerOptions,
  failure: WebhookFailure,
): WebhookReply {
  onError(error, failure);
  const { status, code } = failure;
  const message = isWebhookVerificationError(error) ? error.message : MESSAGES[code];
  return { status, body: { error: { code, message: message ?? code } } };
}

const MESSAGES: { readonly [Code in WebhookFailure['code']]?: string } = {
  handler_failed: 'The handler failed; send the event again.',
  in_progress: 'Another delivery of this event is being handled; send it again later.',
  receiver_failed: 'The receiver failed; send the event again.',
};

function logOwnFaults(error: unknown, { status, code, eventId = '' }: WebhookFailure): void {
  if (status === 500) console.error(`@firsthandapi/webhooks: ${code} ${eventId}`, error);
}
