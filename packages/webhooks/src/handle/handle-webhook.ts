import type { RawBody } from '../verify/raw-body.ts';
import { unwrapWebhook } from '../verify/unwrap-webhook.ts';
import type { WebhookEvent } from '../verify/webhook-event.ts';
import type { WebhookHeaders } from '../verify/webhook-headers.ts';
import { refuse, reportFailure } from './report-failure.ts';
import { claimEvent, type EventClaim } from './seen-hook.ts';
import type { WebhookHandlerOptions, WebhookReply } from './webhook-options.ts';
import type { WebhookHandler } from './webhook-router.ts';

/** A handler, or a router created by `createWebhookRouter`. */
export type WebhookHandlerLike<Context = unknown, Rest extends readonly unknown[] = []> =
  | WebhookHandler<WebhookEvent, Context, Rest>
  | { handle: WebhookHandler<WebhookEvent, Context, Rest> };

/**
 * Verifies a delivery, skips a duplicate, runs the handler and returns the response to send. Every
 * adapter is a thin layer over this; use it for a framework without one.
 *
 * @param rawBody - the body exactly as received, a promise of it, or a function that reads it
 * @param headers - the request's headers
 * @param options - the secret, tolerance, `seen` and `onError`
 * @param handler - a function of the verified event, or a router
 * @param context - the handler's second argument
 * @param rest - further arguments of the handler
 * @returns the response's status and body: 200 accepted or duplicate, 400 refused, 409 in progress,
 * 413 too large, 500 when the handler threw or the receiver is misconfigured. Never rejects.
 * @example
 * ```ts
 * const { status, body } = await handleWebhook(rawBody, headers, { secret }, handler, request);
 * ```
 */
export async function handleWebhook<Context, Rest extends readonly unknown[] = []>(
  rawBody: RawBody | Promise<RawBody> | (() => RawBody | Promise<RawBody>),
  headers: WebhookHeaders,
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<Context, Rest>,
  context: Context,
  ...rest: Rest
): Promise<WebhookReply> {
  let event: WebhookEvent;
  try {
    const body = await (typeof rawBody === 'function' ? rawBody() : rawBody);
    const secret = await (typeof options.secret === 'function' ? options.secret() : options.secret);
    const { tolerance, receivedAt } = options;
    event = unwrapWebhook(body, headers, secret, { tolerance, receivedAt });
  } catch (error) {
    return refuse(error, options);
  }
  const run = () =>
    typeof handler === 'function'
      ? handler(event, context, ...rest)
      : handler.handle(event, context, ...rest);
  return deliver(event.id, options, run);
}

async function deliver(
  eventId: string,
  options: WebhookHandlerOptions,
  run: () => unknown,
): Promise<WebhookReply> {
  let claim: EventClaim;
  try {
    claim = await claimEvent(options.seen, eventId);
  } catch (error) {
    return refuse(error, options, eventId);
  }
  if (claim.answer === false) return { status: 200, body: { received: true, duplicate: true } };
  if (claim.answer === 'in_progress') {
    return reportFailure(undefined, options, { status: 409, code: 'in_progress', eventId });
  }

  try {
    await run();
  } catch (error) {
    await settle(claim.release, options, eventId);
    return reportFailure(error, options, { status: 500, code: 'handler_failed', eventId });
  }
  // The event is handled, so a store that fails now must not cause another delivery.
  await settle(claim.complete, options, eventId);
  return { status: 200, body: { received: true } };
}

async function settle(
  action: () => unknown,
  options: WebhookHandlerOptions,
  eventId: string,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    await reportFailure(error, options, { status: 500, code: 'receiver_failed', eventId });
  }
}
