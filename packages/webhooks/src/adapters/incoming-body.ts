import { createBodyCollector } from '../verify/body-collector.ts';
import type { RawBody } from '../verify/raw-body.ts';
import {
  isWebhookVerificationError,
  WebhookVerificationError,
} from '../verify/webhook-verification-error.ts';

/** The part of `http.IncomingMessage` that is used, with what frameworks add to it. */
export interface IncomingRequest {
  readonly method?: string | undefined;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** What a body parser left, if any ran. */
  readonly body?: unknown;
  /** The raw body, where a platform or a parser's `verify` hook kept it. */
  readonly rawBody?: unknown;
  readonly readableDidRead?: boolean;
  readonly readableEnded?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: listeners of a Node emitter take anything.
  on(event: string, listener: (...values: any[]) => void): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  off(event: string, listener: (...values: any[]) => void): unknown;
}

/**
 * Finds the raw body wherever it is: kept by the platform, left by a raw body parser, or still in
 * the stream.
 *
 * @param request - the incoming request
 * @param fix - for the case that a parser consumed the bytes: how this framework avoids that
 * @param maxBodyBytes - the largest body read from the stream
 */
export async function readIncomingBody(
  request: IncomingRequest,
  fix: string,
  maxBodyBytes?: number,
): Promise<RawBody> {
  for (const kept of [request.rawBody, request.body]) {
    if (typeof kept === 'string' || ArrayBuffer.isView(kept)) return kept;
  }
  if (request.readableEnded === false && request.readableDidRead !== true) {
    return readStream(request, maxBodyBytes);
  }
  throw new WebhookVerificationError(
    'parsed_body',
    `The body was already read or parsed, and the exact bytes are gone. ${fix}`,
  );
}

function readStream(request: IncomingRequest, maxBodyBytes?: number): Promise<Uint8Array> {
  const collector = createBodyCollector(maxBodyBytes);
  const encoder = new TextEncoder();
  return new Promise((resolve, reject) => {
    const settle = (action: () => void) => {
      for (const [event, listener] of Object.entries(listeners)) request.off(event, listener);
      // The stream may fail once more after it was given up; without a listener that is a crash.
      request.on('error', () => {});
      action();
    };
    const fail = (cause: unknown) =>
      settle(() =>
        reject(
          isWebhookVerificationError(cause)
            ? cause
            : new WebhookVerificationError('unreadable_body', 'The body broke off.', { cause }),
        ),
      );
    const listeners = {
      data(chunk: Uint8Array | string) {
        try {
          collector.add(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
        } catch (error) {
          fail(error);
        }
      },
      end: () => settle(() => resolve(collector.toBytes())),
      error: fail,
      close: () => fail(undefined),
    };
    for (const [event, listener] of Object.entries(listeners)) request.on(event, listener);
  });
}
