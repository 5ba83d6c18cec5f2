import { createBodyCollector } from './body-collector.ts';
import {
  isWebhookVerificationError,
  WebhookVerificationError,
} from './webhook-verification-error.ts';

/** Reads the bytes of a `Request`, once, up to a limit. */
export async function readRequestBody(
  request: Request,
  maxBodyBytes?: number,
): Promise<Uint8Array> {
  if (typeof request?.arrayBuffer !== 'function') {
    throw new WebhookVerificationError(
      'missing_body',
      'Invalid request: it is not a Request. Pass the Request itself, or use the adapter of your framework.',
    );
  }
  if (request.bodyUsed || request.body?.locked) {
    throw new WebhookVerificationError(
      'parsed_body',
      'The body of this Request was already read, for example by request.json(). Verify first.',
    );
  }
  try {
    return await readStream(request, maxBodyBytes);
  } catch (cause) {
    if (isWebhookVerificationError(cause)) throw cause;
    throw new WebhookVerificationError('unreadable_body', 'The body could not be read.', { cause });
  }
}

async function readStream(request: Request, maxBodyBytes?: number): Promise<Uint8Array> {
  const collector = createBodyCollector(maxBodyBytes);
  // React Native has no `body` stream.
  if (!request.body) {
    collector.add(new Uint8Array(await request.arrayBuffer()));
    return collector.toBytes();
  }
  const reader = request.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return collector.toBytes();
      collector.add(value);
    }
  } catch (error) {
    // Otherwise a refused sender could go on filling buffers. Not awaited: a source may never finish cancelling.
    reader.cancel().catch(() => {});
    throw error;
  }
}
