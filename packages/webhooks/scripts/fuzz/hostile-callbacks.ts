import type { WebhookHandlerOptions } from '../../src/handler.ts';
import { SECRET } from './hostile-delivery.ts';
import { ODDITIES } from './oddities.ts';
import type { Random } from './random.ts';

/** Callbacks of an application that fail in every way they can, at random. */
export interface HostileCallbacks {
  readonly options: WebhookHandlerOptions;
  readonly handler: () => unknown;
}

/** Creates options and a handler, most of whose calls succeed: otherwise few deliveries get far. */
export function createHostileCallbacks(random: Random): HostileCallbacks {
  const sometimes =
    <Result>(inSoMany: number, result: () => Result) =>
    (): Result =>
      random.once(inSoMany) ? (fail(random) as Result) : result();
  const sendAway = () => new Promise(setImmediate);
  return {
    options: {
      secret: sometimes(40, () => random.pick([SECRET, SECRET, Promise.resolve(SECRET)])),
      maxBodyBytes: 50_000,
      seen: {
        claim: sometimes(20, () => random.pick([true, true, true, false, 'in_progress'])),
        release: sometimes(4, () => undefined),
        complete: sometimes(4, sendAway),
      },
      onError: sometimes(3, sendAway),
    },
    handler: sometimes(4, () => random.pick([undefined, sendAway()])),
  };
}

/** Throws, rejects, or returns a value of a type that is never expected. */
function fail(random: Random): unknown {
  const odd = random.pick(ODDITIES)();
  const kind = random.below(4);
  if (kind === 0) throw odd;
  if (kind === 1) return Promise.reject(odd);
  // biome-ignore lint/suspicious/noThenProperty: a thenable that throws is one way to fail.
  if (kind === 2) return { then: () => fail({ ...random, below: () => 0 }) };
  return odd;
}
