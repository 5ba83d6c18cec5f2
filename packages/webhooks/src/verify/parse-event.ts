import type { WebhookEvent } from './webhook-event.ts';
import { WebhookVerificationError } from './webhook-verification-error.ts';

let decoder: TextDecoder | undefined;

/** Returns the event in a body whose signature has been verified. */
export function parseEvent(body: string | Uint8Array): WebhookEvent {
  const event = parseJson(body) as Partial<WebhookEvent> | null;
  // Routing needs the type, and duplicate detection the id.
  if (![event?.id, event?.type].every((value) => value && typeof value === 'string')) {
    throw new WebhookVerificationError(
      'invalid_event',
      'The signed body is JSON, but not an event: it has no id or type.',
    );
  }
  return event as WebhookEvent;
}

function parseJson(body: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body.replace(/^\uFEFF/, '') : decode(body));
  } catch (cause) {
    // JSON.parse quotes the body in its message, so the cause is not attached.
    throw new WebhookVerificationError(
      'invalid_json',
      cause instanceof SyntaxError
        ? 'The signed body is not valid JSON.'
        : 'The signed body is not valid UTF-8.',
    );
  }
}

// Fatal, because replacing invalid bytes would return values that were never signed.
function decode(bytes: Uint8Array): string {
  decoder ??= new TextDecoder('utf-8', { fatal: true });
  return decoder.decode(bytes);
}
