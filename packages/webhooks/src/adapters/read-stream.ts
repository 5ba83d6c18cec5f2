import { createBodyCollector } from '../verify/body-collector.ts';
import {
  isWebhookVerificationError,
  WebhookVerificationError,
} from '../verify/webhook-verification-error.ts';

/** The parts of a Node readable stream that are used. */
export interface ReadableLike {
  readonly destroyed?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: listeners of a Node emitter take any arguments.
  on(event: string, listener: (...values: any[]) => void): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  off(event: string, listener: (...values: any[]) => void): unknown;
  resume?(): unknown;
}

/** Reads a stream to its end, up to a limit. Settles for a stream that was destroyed before, too. */
export async function readStream(
  stream: ReadableLike,
  maxBodyBytes?: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const collector = createBodyCollector(maxBodyBytes);
  // A destroyed stream emits nothing more, so there would be no event to wait for.
  if (stream.destroyed) throw brokenOff();
  const encoder = new TextEncoder();
  return new Promise((resolve, reject) => {
    const settle = (action: () => void) => {
      for (const [event, listener] of Object.entries(listeners)) stream.off(event, listener);
      // The stream may fail again after it was abandoned; without a listener that ends the process.
      stream.on('error', () => {});
      action();
    };
    const fail = (cause: unknown) =>
      settle(() => reject(isWebhookVerificationError(cause) ? cause : brokenOff({ cause })));
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
    for (const [event, listener] of Object.entries(listeners)) stream.on(event, listener);
    // A stream that was paused explicitly does not flow because of a listener.
    stream.resume?.();
  });
}

function brokenOff(options?: ErrorOptions): WebhookVerificationError {
  return new WebhookVerificationError(
    'unreadable_body',
    'The connection was closed before the whole body was received.',
    options,
  );
}
