import { afterEach, describe, expect, test, vi } from 'vitest';
import { ADAPTERS_BY_NAME } from '../scripts/fuzz/adapters.ts';
import { SECRET } from './delivery.ts';

const trap = (): never => {
  throw new Error('a trap');
};

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** A request in which one member throws. */
const throwingAt = (name: string, rest: object = {}): object =>
  Object.defineProperty({ method: 'POST', headers: {}, ...rest }, name, { get: trap });

const REQUESTS: readonly (readonly [name: string, request: unknown])[] = [
  ['a revoked proxy', revoked()],
  ['a proxy that throws', new Proxy({}, { get: trap, has: trap, getPrototypeOf: trap })],
  ['undefined', undefined],
  ['null', null],
  ['a text', 'POST'],
  ['a request whose method throws', throwingAt('method')],
  ['a request whose headers throw', throwingAt('headers', { body: '{}' })],
  ['a request whose body throws', throwingAt('body')],
  ['a request with headers that are a revoked proxy', { method: 'POST', headers: revoked() }],
  ['an object whose request throws', throwingAt('request')],
  ['an object whose raw request throws', { req: throwingAt('raw') }],
  ['an object whose request is a revoked proxy', { request: revoked(), req: { raw: revoked() } }],
];

const unreachable = (): never => expect.unreachable('the handler was called');

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(Object.entries(ADAPTERS_BY_NAME))('the adapter %s', (_name, call) => {
  test.each(REQUESTS)('refuses %s and never rejects', async (_request, request) => {
    const status = await call({ secret: SECRET, onError() {} }, unreachable, request as never);
    expect([400, 405, 500]).toContain(status);
  });

  test.each(['secret', 'seen', 'maxBodyBytes', 'onError'])(
    'refuses a delivery and never rejects when the option %s throws as it is read',
    async (option) => {
      vi.spyOn(console, 'error').mockImplementation(() => {});
      const options = Object.defineProperty({ secret: SECRET }, option, { get: trap });
      const status = await call(options, unreachable, { method: 'POST', headers: {} } as never);
      expect([400, 405, 500]).toContain(status);
    },
  );
});
