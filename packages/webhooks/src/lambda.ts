/**
 * Webhooks on AWS Lambda, behind API Gateway (REST and HTTP APIs), a function URL or an Application
 * Load Balancer.
 *
 * @module
 */
import {
  handleWebhook,
  type WebhookHandlerLike,
  type WebhookHandlerOptions,
} from './handle/handle-webhook.ts';
import type { RawBody } from './verify/raw-body.ts';
import { WebhookVerificationError } from './verify/webhook-verification-error.ts';

export type { WebhookHandlerLike, WebhookHandlerOptions };

/** The part that is used of every HTTP event, of payload formats 1.0 and 2.0. */
export interface LambdaHttpEvent {
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
  readonly headers?: { readonly [name: string]: string | undefined } | null | undefined;
  /** Given in the place of `headers` by a load balancer with multi-value headers. */
  readonly multiValueHeaders?:
    | { readonly [name: string]: readonly string[] | undefined }
    | null
    | undefined;
}

/** What a handler gets beside the event. */
export interface LambdaInvocation<Event extends LambdaHttpEvent = LambdaHttpEvent> {
  /** The HTTP event that invoked the function. */
  request: Event;
  /** The context object of the invocation. */
  context: unknown;
}

/** The answer, in the form that all the HTTP sources understand. */
export interface LambdaHttpResult {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: false;
}

/**
 * Makes a function handler that verifies, handles and answers a delivery. Bodies that arrive
 * base64-encoded are decoded to the bytes that were signed.
 *
 * @param options - the secret, tolerance, `seen` and `onError`
 * @param handler - a function of the event and the invocation, or a router
 * @returns the function's handler
 * @example
 * ```ts
 * export const handler = webhookHandler({ secret }, (event) => console.log(event.type));
 * ```
 */
export function webhookHandler<Event extends LambdaHttpEvent = LambdaHttpEvent>(
  options: WebhookHandlerOptions,
  handler: WebhookHandlerLike<LambdaInvocation<Event>>,
): (request: Event, context?: unknown) => Promise<LambdaHttpResult> {
  return async (request, context) => {
    const rawBody = Promise.resolve(request).then(rawBodyOf);
    const headers = request.headers ?? request.multiValueHeaders ?? {};
    const { status, body } = await handleWebhook(rawBody, headers, options, handler, {
      request,
      context,
    });
    return {
      statusCode: status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      isBase64Encoded: false,
    };
  };
}

function rawBodyOf({ body, isBase64Encoded }: LambdaHttpEvent): RawBody {
  if (body === undefined || body === null) return '';
  if (typeof body !== 'string') {
    throw new WebhookVerificationError(
      'parsed_body',
      'The body of this Lambda event is not a string: a middleware such as httpJsonBodyParser parsed it. Leave that middleware out for the webhook, and leave isBase64Encoded as it came.',
    );
  }
  return isBase64Encoded ? Buffer.from(body, 'base64') : body;
}
