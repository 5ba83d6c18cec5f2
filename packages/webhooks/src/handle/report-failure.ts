import {
  isWebhookVerificationError,
  type WebhookVerificationErrorCode,
} from '../verify/webhook-verification-error.ts';
import type { WebhookFailure, WebhookHandlerOptions, WebhookReply } from './webhook-options.ts';

/** The options, whose members are read here: one that is a getter may throw. */
type Reporter = Pick<WebhookHandlerOptions, 'onError'> | undefined;

const STATUS_BY_CODE: { readonly [Code in WebhookVerificationErrorCode]?: 413 | 500 } = {
  body_too_large: 413,
  missing_body: 500,
  parsed_body: 500,
  bad_secret: 500,
  bad_option: 500,
};

const MESSAGES: { readonly [Code in WebhookFailure['code']]?: string } = {
  handler_failed: 'The handler failed. Send the event again.',
  in_progress: 'Another delivery of this event is being handled. Send it again later.',
  receiver_failed: 'The receiver failed. Send the event again.',
};

/** Reports why a delivery was refused and returns the response. Never rejects. */
export function refuse(error: unknown, options: Reporter, eventId?: string): Promise<WebhookReply> {
  const failure: WebhookFailure = isWebhookVerificationError(error)
    ? { status: STATUS_BY_CODE[error.code] ?? 400, code: error.code }
    : { status: 500, code: 'receiver_failed' };
  if (eventId !== undefined) failure.eventId = eventId;
  return reportFailure(error, options, failure);
}

/** Passes a failure to `onError` and returns the response. Never rejects. */
export async function reportFailure(
  error: unknown,
  options: Reporter,
  failure: WebhookFailure,
): Promise<WebhookReply> {
  // Before the hook, which could change the failure and with it the response.
  const { status, code } = failure;
  try {
    await (options?.onError ?? logOwnFaults)(error, failure);
  } catch (failureOfHook) {
    log('onError failed', failure, failureOfHook);
    logOwnFaults(error, failure);
  }
  const message = MESSAGES[code] ?? (isWebhookVerificationError(error) ? error.message : code);
  return { status, body: { error: { code, message } } };
}

function logOwnFaults(error: unknown, failure: WebhookFailure): void {
  if (failure.status === 500) log(failure.code, failure, error);
}

function log(what: string, { eventId = '' }: WebhookFailure, error: unknown): void {
  try {
    console.error(`@firsthandapi/webhooks: ${what} ${eventId}`, error);
  } catch {
    // An error that cannot be printed, or a console that is gone, must not take the process down.
  }
}
