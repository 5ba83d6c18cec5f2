import type { WebhookEvent } from './webhook-event.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

let decoder: TextDecoder | undefined;

/** Reads the event out of a body whose signature was already checked. */
export function parseEvent(body: string | Uint8Array): WebhookEvent {
  const event = parseJson(body) as Partial<WebhookEvent> | null;
  // Without these two, neither routing nor duplicate detection would mean anything.
  if (typeof event?.id !== 'string' || typeof event.type !== 'string') {
    throw new WebhookVerificationError(
      'invalid_event',
      'The signed body is JSON but not an event: it has no id or no type.',
    );
  }
  return event as WebhookEvent;
}

function parseJson(body: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body.replace(/^\uFEFF/, '') : decode(body));
  } catch (cause) {
    // JSON.parse quotes the text in its message, so the cause is kept out of ours, and off the error.
    throw new WebhookVerificationError(
      'invalid_json',
      cause instanceof SyntaxError
        ? 'The signed body is not valid JSON.'
        : 'The signed body is not valid UTF-8.',
    );
  }
}

// Strict, because replacing broken bytes would hand over values that nobody signed.
function decode(bytes: Uint8Array): string {
  decoder ??= new TextDecoder('utf-8', { fatal: true });
  return decoder.decode(bytes);
}
