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
  if (request.bodyUsed) {
    throw new WebhookVerificationError(
      'parsed_body',
      'The body of this Request was already read, as by request.json(). Verify first: the verified event is the parsed body.',
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
    // Without this a sender could go on filling buffers after being refused.
    await reader.cancel().catch(() => {});
    throw error;
  }
}
