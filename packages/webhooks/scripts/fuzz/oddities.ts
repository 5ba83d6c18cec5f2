function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function detached(): Uint8Array {
  const view = new Uint8Array(8);
  structuredClone(view.buffer, { transfer: [view.buffer] });
  return view;
}

const throwing = (): never => {
  throw new Error('a trap of the fuzzer');
};
const everyTrap = { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing };

/** Values that a receiver never expects as a body, a header or a secret; created on each call. */
export const ODDITIES: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => '',
  () => 0,
  () => -0,
  () => Number.NaN,
  () => 10n,
  () => true,
  () => Symbol('odd'),
  () => throwing,
  () => ({}),
  () => [],
  () => [undefined],
  () => [[[['nested']]]],
  () => Array.from({ length: 40 }, () => 'many'),
  () => Object.create(null),
  () => new Date(Number.NaN),
  () => new Map([['x-firsthand-signature', 5]]),
  () => Promise.resolve('later'),
  () => new Headers(),
  () => revoked(),
  () => [revoked()],
  () => new Proxy({}, everyTrap),
  () => new Proxy([], everyTrap),
  () => ({ get: revoked() }),
  () => ({ get: throwing }),
  () => ({ get: () => ({ toString: throwing }) }),
  () => ({ toString: throwing, valueOf: throwing }),
  () => [{ toString: throwing }],
  () => [Symbol('odd')],
  () => ({ length: 2 ** 31, byteLength: 5, buffer: {} }),
  () => ({ [Symbol.toStringTag]: 'ArrayBuffer', byteLength: 8 }),
  () => new SharedArrayBuffer(8),
  () => new Uint8Array(new SharedArrayBuffer(8)),
  () => new DataView(new ArrayBuffer(3)),
  () => new Float64Array(2),
  () => detached(),
  () => detached().buffer,
];
