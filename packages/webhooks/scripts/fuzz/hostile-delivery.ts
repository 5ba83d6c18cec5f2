import { signWebhook } from '../../src/index.ts';
import { ODDITIES } from './oddities.ts';
import type { Random } from './random.ts';

export const SECRET = 'whsec_EXAMPLE0000000000000000000000000';
/** The receiver's current time, in unix seconds. */
export const NOW = 1_780_000_000;

/** Arguments for one call of the verifier, of the right types only by chance. */
export interface HostileDelivery {
  readonly rawBody: unknown;
  readonly header: unknown;
  readonly secret: unknown;
  readonly options: unknown;
}

const EVENT = JSON.stringify({
  id: 'evt_01JABCDEFGHJKMNPQRSTVWXYZ0',
  object: 'event',
  type: 'job.completed',
  data: { note: 'héllo 😀' },
});

/** Bodies of the wrong shape, at the top level of the JSON or below. */
const PAYLOADS = [
  ...['', '{', 'null', '5', '"text"', '[]', '{}', '{"id":"evt_1"}', '{"id":1,"type":"x"}'],
  ...['{"id":"evt_1","type":null}', '{"__proto__":{"id":"evt_1","type":"x"}}', `\uFEFF${EVENT}`],
  ...['{"id":"evt_1","type":"constructor"}', `${'['.repeat(9_000)}`, '\ud800', '\0', EVENT, EVENT],
];

const HEADER_NAMES = ['t', 'v1', 'v1', 'v0', 'v2', ' t', 'T', '', 't=', 'v1 ', '\tv1', 'ｖ1'];
const HEADER_VALUES = [
  ...[`${NOW}`, '0', '-1', '1e9', 'NaN', ' ', '', '0x10', '١٢٣', '9'.repeat(12), '9'.repeat(13)],
  ...['a'.repeat(64), 'A'.repeat(64), '0'.repeat(63), `${'é'.repeat(64)}`, ',', '=', '\r\n'],
];

/** Creates a delivery that is hostile in some parts; one that is in all parts would never get far. */
export function createHostileDelivery(random: Random, now = NOW): HostileDelivery {
  const sent = random.once(2) ? EVENT : random.pick(PAYLOADS);
  const timestamp = now + (random.once(6) ? random.below(2_000) - 1_000 : 0);
  const header = signWebhook({ body: sent, secret: SECRET, timestamp });
  return {
    rawBody: random.once(3) ? createBody(random, sent) : asBytes(random, sent),
    header: random.once(3) ? createHeader(random, header) : header,
    secret: random.once(8) ? createSecret(random) : SECRET,
    options: random.once(8) ? createOptions(random) : { receivedAt: NOW },
  };
}

/** The same bytes in one of the accepted forms. */
function asBytes(random: Random, text: string): unknown {
  const bytes = new TextEncoder().encode(text);
  const forms = [text, bytes, Buffer.from(bytes), bytes.buffer, new DataView(bytes.buffer)];
  return random.pick<unknown>(forms);
}

function createBody(random: Random, sent: string): unknown {
  switch (random.below(4)) {
    case 0:
      return random.pick(ODDITIES)();
    case 1:
      return random.bytes(200);
    case 2:
      return String.fromCharCode(...Array.from(random.bytes(60), (byte) => byte * 257));
    default:
      return mutate(random, Buffer.from(sent));
  }
}

function createHeader(random: Random, genuine: string): unknown {
  switch (random.below(5)) {
    case 0:
      return random.pick(ODDITIES)();
    case 1: {
      const part = () => `${random.pick(HEADER_NAMES)}=${random.pick(HEADER_VALUES)}`;
      return Array.from({ length: random.below(24) }, part).join(',');
    }
    case 2:
      return `${genuine}${random.pick([',', ' ', ',v1=', ',t=1', ',v2=x'])}`.repeat(
        random.pick([1, 2, 20, 90]),
      );
    case 3:
      return [genuine, random.pick(ODDITIES)()];
    default:
      return mutate(random, Buffer.from(genuine)).toString('latin1');
  }
}

function createSecret(random: Random): unknown {
  const odd = random.pick(ODDITIES)();
  return random.pick<unknown>([
    odd,
    [SECRET, odd],
    [odd, SECRET],
    `${SECRET} `,
    ' ',
    'whsec_other',
  ]);
}

/** Plain values only: the verifier does not catch what the receiver's own code throws. */
function createOptions(random: Random): unknown {
  const values = [
    NOW,
    NOW * 1000,
    Number.NaN,
    -1,
    0,
    Number.POSITIVE_INFINITY,
    '300',
    null,
    undefined,
    {},
    [],
    10n,
  ];
  const seen = () => random.pick<unknown>([true, false, undefined, 1, Promise.resolve(true)]);
  return random.pick<unknown>([
    { receivedAt: random.pick<unknown>(values), tolerance: random.pick<unknown>(values) },
    { receivedAt: NOW, tolerance: random.pick<unknown>(values) },
    { receivedAt: NOW, seen },
    { receivedAt: new Date(random.pick([NOW * 1000, Number.NaN])) },
    random.pick<unknown>(values),
  ]);
}

/** Replaces a few bytes at a random place. */
function mutate(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const rest = bytes.subarray(at + random.below(4));
  return Buffer.concat([bytes.subarray(0, at), random.bytes(3), rest]);
}
