/**
 * Webhooks on AWS Lambda, behind API Gateway (REST and HTTP APIs), a function URL or an Application
 * Load Balancer.
 *
 * @module
 */
import { handleWebhook, type WebhookHandlerLike } from './handle/handle-webhook.ts';
import type { WebhookHandlerOptions } from './handle/webhook-options.ts';
import type { RawBody } from './verify/raw-body.ts';
import { lateHeaders } from './verify/webhook-headers.ts';
import { WebhookVerificationError } from './verify/webhook-verification-error.ts';

export type { WebhookHandlerLike, WebhookHandlerOptions };

/** The parts that are used of an HTTP event, of payload format 1.0 or 2.0. */
export interface LambdaHttpEvent {
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
  readonly headers?: { readonly [name: string]: string | undefined } | null | undefined;
  /** Sent instead of `headers` by a load balancer with multi-value headers. */
  readonly multiValueHeaders?:
    | { readonly [name: string]: readonly string[] | undefined }
    | null
    | undefined;
}

/** The handler's second argument. */
export interface LambdaInvocation<Event extends LambdaHttpEvent = LambdaHttpEvent> {
  /** The HTTP event that invoked the function. */
  request: Event;
  /** The context object of the invocation. */
  context: unknown;
}

/** The response, in the format that every HTTP source accepts. */
export interface LambdaHttpResult {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: false;
}

/**
 * Creates a Lambda handler that verifies and handles a delivery and returns the response. Bodies
 * that arrive in base64 are decoded to the bytes that were signed.
 *
 * @param options - the secret, tolerance, `seen` and `onError`
 * @param handler - a function of the event and the invocation, or a router
 * @returns the Lambda function's handler
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
    const headers = lateHeaders(() => request?.headers ?? request?.multiValueHeaders ?? {});
    const invocation = { request, context };
    const { status, body } = await handleWebhook(
      () => rawBodyOf(request),
      headers,
      options,
      handler,
      invocation,
    );
    return {
      statusCode: status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      isBase64Encoded: false,
    };
  };
}

function rawBodyOf(request: LambdaHttpEvent): RawBody {
  const { body, isBase64Encoded } = request ?? {};
  if (body === undefined || body === null) return '';
  if (typeof body !== 'string') {
    throw new WebhookVerificationError(
      'parsed_body',
      'The body of this Lambda event is not a string: a middleware such as httpJsonBodyParser parsed it. Do not use that middleware for the webhook, and do not change isBase64Encoded.',
    );
  }
  return isBase64Encoded ? Buffer.from(body, 'base64') : body;
}
