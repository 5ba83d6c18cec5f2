import { EVENT_ID_HEADER, SIGNATURE_HEADER } from '../verify/webhook-headers.ts';
import { type SignWebhookInput, signWebhook } from './sign-webhook.ts';

/** Input of {@link signTestWebhook}: an `event`, or a `body` that need not be an event. */
export interface TestWebhookInput extends Omit<SignWebhookInput, 'body'> {
  /** The event to deliver, serialised with `JSON.stringify`. */
  event?: { readonly id: string; readonly type: string } | undefined;
  /** The exact body to deliver instead of an event. */
  body?: string | undefined;
}

/** A delivery created by {@link signTestWebhook}. */
export interface TestWebhook {
  /** The exact text that was signed. */
  body: string;
  /** `content-type`, `x-firsthand-signature` and, for an event, `x-firsthand-event-id`. */
  headers: Record<string, string>;
  /**
   * Returns a new `Request` with this body and these headers; each can be read once.
   *
   * @param url - the request's URL. Default `http://localhost/`
   */
  toRequest(url?: string): Request;
}

/**
 * Creates a signed delivery for testing your own webhook handler.
 *
 * @param input - an `event` or a `body`, the secret, and the time of sending (default: now)
 * @returns the body, the headers, and a function that builds a `Request` from them
 * @throws {@link WebhookVerificationError} for the reasons of {@link signWebhook}
 * @example
 * ```ts
 * const delivery = signTestWebhook({ event: { id: 'evt_1', type: 'job.completed' }, secret });
 * const response = await POST(delivery.toRequest());
 * ```
 */
export function signTestWebhook(input: TestWebhookInput): TestWebhook {
  const body = input.body ?? (JSON.stringify(input.event) as string | undefined) ?? '';
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    [SIGNATURE_HEADER]: signWebhook({ ...input, body }),
  };
  if (input.event) headers[EVENT_ID_HEADER] = input.event.id;
  return {
    body,
    headers,
    toRequest: (url = 'http://localhost/') => new Request(url, { method: 'POST', headers, body }),
  };
}
