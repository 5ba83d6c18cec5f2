import { createSha256 } from '../downloads/sha-256.ts';

/** A signed delivery. Contract §7. */
export interface TestWebhook {
  /** The exact text that is signed. */
  readonly body: string;
  /** `content-type`, `x-firsthand-signature` and, for an event, `x-firsthand-event-id`. */
  readonly headers: Record<string, string>;
  /** Returns a new `Request` with this body and these headers. */
  toRequest(url?: string): Request;
}

/** The delivery to sign: an event, or an exact body. */
export interface TestWebhookInput {
  /** The event; serialised with `JSON.stringify`. */
  readonly event?: { readonly id: string; readonly type: string } | undefined;
  /** The exact body, in place of an event. */
  readonly body?: string | undefined;
  /** The endpoint's secret, `whsec_…`. */
  readonly secret: string;
  /** When it is sent: a `Date` or unix seconds. @default now */
  readonly timestamp?: Date | number | undefined;
}

/**
 * Returns a signed delivery for tests of your own webhook handler. Contract §7.
 *
 * @throws TypeError when the secret is blank, or neither an event nor a body is given
 * @example
 * const { body, headers } = signTestWebhook({ event: { id: 'evt_1', type: 'job.completed' }, secret });
 */
export function signTestWebhook(input: TestWebhookInput): TestWebhook {
  const { event, secret, timestamp = new Date() } = input;
  const body = input.body ?? (event && JSON.stringify(event));
  if (body === undefined) throw new TypeError('signTestWebhook: pass an event or a body');
  if (!secret?.trim())
    throw new TypeError('signTestWebhook: pass the secret of the endpoint (whsec_…)');
  const seconds = Math.floor(typeof timestamp === 'number' ? timestamp : Number(timestamp) / 1000);
  const signature = hmacSha256(secret, `${seconds}.${body}`);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-firsthand-signature': `t=${seconds},v1=${signature}`,
  };
  if (event) headers['x-firsthand-event-id'] = event.id;
  return {
    body,
    headers,
    toRequest: (url = 'http://localhost/') => new Request(url, { method: 'POST', headers, body }),
  };
}

/** HMAC (RFC 2104) over the package's own SHA-256, so that it is synchronous on every runtime. */
function hmacSha256(secret: string, message: string): string {
  const encoder = new TextEncoder();
  const key = new Uint8Array(64);
  const bytes = encoder.encode(secret);
  key.set(bytes.length > 64 ? hash(bytes) : bytes);
  const inner = hash(
    key.map((byte) => byte ^ 0x36),
    encoder.encode(message),
  );
  const outer = hash(
    key.map((byte) => byte ^ 0x5c),
    inner,
  );
  return Array.from(outer, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function hash(...pieces: readonly Uint8Array[]): Uint8Array {
  const sha256 = createSha256();
  for (const piece of pieces) sha256.update(piece);
  const pairs = sha256.digest('hex').match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}
