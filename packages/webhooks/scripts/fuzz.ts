/**
 * Calls the verifier with hostile deliveries and fails when it throws anything but its own error, or accepts what was
 * never signed: `node scripts/fuzz.ts [deliveries] [seed]`. The same seed gives the same deliveries.
 */
import {
  isWebhookVerificationError,
  unwrapRequest,
  unwrapWebhook,
  verifyWebhookSignature,
} from '../src/index.ts';
import { createHostileDelivery, type HostileDelivery, SECRET } from './fuzz/hostile-delivery.ts';
import { isSigned } from './fuzz/oracle.ts';
import { createRandom, type Random } from './fuzz/random.ts';

/** One delivery in this many is a `Request`, whose stream may fail. */
const REQUEST_SHARE = 50;
/** From this many deliveries on, a reason that never occurred means that the fuzzer has gone blind. */
const EVERY_REASON_FROM = 100_000;
const REASONS = [
  ...['missing_header', 'malformed_header', 'no_signature', 'timestamp_too_old'],
  ...['timestamp_too_new', 'no_match', 'missing_body', 'parsed_body', 'body_too_large'],
  ...['unreadable_body', 'bad_secret', 'bad_option', 'invalid_json', 'invalid_event', 'duplicate'],
];

const [deliveries = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const random = createRandom(seed);
const counts: Record<string, number> = Object.fromEntries(
  ['accepted', ...REASONS].map((reason) => [reason, 0]),
);

for (let round = 1; round <= deliveries; round++) {
  const delivery = createHostileDelivery(random);
  try {
    const reason = random.once(REQUEST_SHARE) ? await send(delivery) : call(delivery);
    counts[reason] = (counts[reason] ?? 0) + 1;
  } catch (cause) {
    throw new Error(`Delivery ${round} of seed ${seed} broke the verifier.`, { cause });
  }
}
report();

/** Calls one of the synchronous functions; returns `accepted` or the code of the refusal. */
function call(delivery: HostileDelivery): string {
  const { rawBody, header, secret, options } = delivery as Record<keyof HostileDelivery, never>;
  const headers = random.once(20) ? header : ({ 'X-FirstHand-Signature': header } as never);
  try {
    if (random.once(2)) verifyWebhookSignature(rawBody, header, secret, options);
    else unwrapWebhook(rawBody, headers, secret, options);
  } catch (error) {
    return codeOf(error);
  }
  return accept(delivery);
}

/** Calls `unwrapRequest` with a `Request` whose stream may fail. */
async function send(delivery: HostileDelivery): Promise<string> {
  const rawBody = random.bytes(40);
  const { secret, options } = delivery as Record<keyof HostileDelivery, never>;
  const request = new Request('http://localhost/', {
    method: 'POST',
    body: brokenStream(random, rawBody),
    duplex: 'half',
  } as RequestInit);
  if (random.once(4)) await request.text().catch(() => {});
  try {
    await unwrapRequest(request, secret, { ...Object(options), maxBodyBytes: 30 });
  } catch (error) {
    return codeOf(error);
  }
  return accept({ ...delivery, rawBody, header: undefined });
}

function brokenStream({ once }: Random, bytes: Uint8Array): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      if (once(3)) controller.error(new Error('reset'));
      else controller.close();
    },
  });
}

/** Returns the code, or throws the error when it is not the package's own. */
function codeOf(error: unknown): string {
  if (!isWebhookVerificationError(error)) throw error;
  if (error.message.includes(SECRET)) throw new Error('The secret is in the message.');
  return error.code;
}

function accept(delivery: HostileDelivery): string {
  if (!isSigned(delivery)) throw new Error('A delivery was accepted that was never signed.');
  return 'accepted';
}

function report(): void {
  for (const [reason, count] of Object.entries(counts)) {
    console.log(`${reason.padEnd(18)} ${String(count).padStart(9)}`);
  }
  const silent = Object.keys(counts).filter((reason) => counts[reason] === 0);
  console.log(`${deliveries} deliveries of seed ${seed}: no error but the package's own.`);
  if (silent.length === 0 || deliveries < EVERY_REASON_FROM) return;
  console.error(`Never met: ${silent.join(', ')}`);
  process.exitCode = 1;
}
