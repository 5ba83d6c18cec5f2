import { handleWebhook, type WebhookHandlerLike } from '../handle/handle-webhook.ts';
import { refuse } from '../handle/report-failure.ts';
import type { WebhookHandlerOptions, WebhookReply } from '../handle/webhook-options.ts';
import type { RawBody } from '../verify/raw-body.ts';
import { lateHeaders } from '../verify/webhook-headers.ts';
import { METHOD_NOT_ALLOWED } from './method-not-allowed.ts';

/**
 * Options, or a function that returns them for each delivery. It receives what the handler receives
 * after the event, for platforms whose configuration arrives with each request.
 */
export type WebhookOptionsLike<Context, Rest extends readonly unknown[] = []> =
  | WebhookHandlerOptions
  | ((context: Context, ...rest: Rest) => WebhookHandlerOptions | Promise<WebhookHandlerOptions>);

/** One delivery as the Fetch API presents it. */
interface FetchDelivery {
  /** May throw, as what a framework passes may. */
  readonly request: () => Request | undefined;
  readonly readBody: (maxBodyBytes?: number) => Promise<RawBody>;
}

/** Handles one delivery and returns the response. Never rejects. */
export async function respondToFetch<Context, Rest extends readonly unknown[]>(
  { request, readBody }: FetchDelivery,
  optionsLike: WebhookOptionsLike<Context, Rest>,
  handler: WebhookHandlerLike<Context, Rest>,
  context: Context,
  ...rest: Rest
): Promise<Response> {
  let options: WebhookHandlerOptions;
  try {
    // What is not a Request has no method: reading its body explains the mistake.
    const method = request()?.method ?? 'POST';
    if (method !== 'POST') {
      const { status, body } = METHOD_NOT_ALLOWED;
      return Response.json(body, { status, headers: { allow: 'POST' } });
    }
    options = typeof optionsLike === 'function' ? await optionsLike(context, ...rest) : optionsLike;
  } catch (error) {
    const known = typeof optionsLike === 'function' ? undefined : optionsLike;
    return toResponse(await refuse(error, known));
  }
  const body = () => readBody(options.maxBodyBytes);
  const headers = lateHeaders(() => request()?.headers);
  return toResponse(await handleWebhook(body, headers, options, handler, context, ...rest));
}

function toResponse({ status, body }: WebhookReply): Response {
  return Response.json(body, { status });
}
