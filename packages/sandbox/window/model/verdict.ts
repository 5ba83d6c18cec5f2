import type { DeliveryEntry, LogEntry, RequestEntry } from '../../src/world/log-entry.ts';

/** What to say above the details of an entry. */
export interface Verdict {
  readonly tone: 'info' | 'warn' | 'bad';
  readonly title: string;
  readonly text: string;
}

/** Returns what went wrong and what to do, or null when nothing did. */
export function verdictOf(entry: LogEntry): Verdict | null {
  return entry.kind === 'request' ? requestVerdict(entry) : deliveryVerdict(entry);
}

function requestVerdict({ status, fault, error, route, method, path }: RequestEntry) {
  if (fault !== null) {
    const outcome = status === null ? 'no response' : `${status}`;
    return say(
      'info',
      'A fault hit this request',
      `You asked for it: ${fault}. The caller got ${outcome}.`,
    );
  }
  if (status === null) return say('bad', 'No response', 'The connection failed before a response.');
  if (status < 400) return null;
  if (status === 401)
    return say(
      'warn',
      'The key is missing or unknown',
      orElse(error, 'Send Authorization: Bearer fh_test_sk_… with a key of this sandbox.'),
    );
  if (route === null)
    return say(
      'warn',
      'The API has no such path',
      `${method} ${withoutQuery(path)} is not one of its routes. ${error ?? ''}`.trim(),
    );
  if (status === 429)
    return say(
      'warn',
      'The rate limit is reached',
      orElse(error, 'Retry after the time in Retry-After.'),
    );
  if (status >= 500)
    return say(
      'bad',
      'The request failed',
      orElse(error, 'Retry it with the same Idempotency-Key.'),
    );
  return say('warn', 'The API refused the request', orElse(error, 'The response says why.'));
}

function deliveryVerdict(entry: DeliveryEntry): Verdict | null {
  const { status, reason, error, url } = entry;
  if (status !== null && status < 300) return null;
  const to = `POST ${url}`;
  if (status === 404)
    return say(
      'warn',
      'Your server has no such path',
      `${to} responded with 404. Check the path, and that the right program listens on the port.`,
    );
  if (status === 401 || status === 403)
    return say(
      'warn',
      'Your server refused the webhook',
      `${to} responded with ${status}. Verify the signature instead of requiring a login.`,
    );
  if (status === 400)
    return say(
      'warn',
      'Your server did not accept the webhook',
      `${to} responded with 400. Verify the raw body, with the secret of this endpoint.`,
    );
  if (status !== null && status < 400)
    return say(
      'warn',
      'Your server redirected the webhook',
      `${to} responded with ${status}. Redirects are not followed: register the final address.`,
    );
  if (status !== null && status < 500)
    return say(
      'warn',
      `Your server responded with ${status}`,
      `${to} must respond with a status from 200 to 299.`,
    );
  if (status !== null)
    return say(
      'bad',
      `Your server responded with ${status}`,
      `${to} failed. Its own log says why.`,
    );
  if (reason === 'timeout')
    return say(
      'bad',
      'Your server took too long',
      `${to} did not respond within 10 seconds of the world’s time. Respond first, work later.`,
    );
  if (reason === 'handler_error')
    return say(
      'bad',
      'Your handler threw an error',
      error ?? 'Its stack is in the log of your test.',
    );
  if (reason === 'blocked_address')
    return say('bad', 'The address is not allowed', `${url} is a private address.`);
  return say('bad', 'Your server could not be reached', error ?? `Nothing listens at ${url}.`);
}

function say(tone: Verdict['tone'], title: string, text: string): Verdict {
  return { tone, title, text };
}

function orElse(error: string | null, text: string): string {
  return error === null ? text : sentence(error);
}

/** Returns a text with the full stop that it may lack. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function withoutQuery(path: string): string {
  return path.split('?')[0] ?? path;
}
