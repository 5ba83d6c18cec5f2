import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import {
  FirstHandAbortError,
  FirstHandClient,
  FirstHandConfigurationError,
  FirstHandConnectionError,
  isFirstHandError,
  type Job,
} from '../src/index.ts';
import { createMockClient } from '../src/testing.ts';
import { JOB_BODY, TEST_KEY } from './scripted-server.ts';

const fail = (): never => {
  throw new Error('a trap');
};

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** What JavaScript lets anyone throw, and what cannot even be looked at. */
const THROWN: readonly (readonly [name: string, value: unknown])[] = [
  ['a revoked proxy', revoked()],
  ['a proxy that throws', new Proxy({}, { get: fail, getPrototypeOf: fail, has: fail })],
  ['an object without a prototype', Object.create(null)],
  ['a symbol', Symbol('thrown')],
  ['null', null],
  ['undefined', undefined],
  ['an error whose message throws', Object.defineProperty(new Error(), 'message', { get: fail })],
  ['an error caused by a revoked proxy', new Error('outer', { cause: revoked() })],
];

const clientWith = (options: object): FirstHandClient =>
  new FirstHandClient({ apiKey: TEST_KEY, maxRetries: 0, logLevel: 'off', ...options });

describe.each(THROWN)('when a hook throws %s', (_name, value) => {
  const raise = (): never => {
    throw value;
  };

  test('reports a connection error when it is the fetch', async () => {
    for (const fetch of [raise, async () => raise()]) {
      const error = await clientWith({ fetch })
        .getSettings()
        .catch((reason) => reason);
      expect(error).toBeInstanceOf(FirstHandConnectionError);
      expect(inspect(error)).toContain('No complete response');
    }
  });

  test('passes on what a middleware threw', async () => {
    const outcome = await clientWith({ middleware: [raise] })
      .getSettings()
      .then(
        () => 'resolved',
        (reason: unknown) => Object.is(reason, value),
      );
    expect(outcome).toBe(true);
  });

  test('reports a configuration error when it is the apiKey function, an argument or a mocked reply', async () => {
    const outcomes = await Promise.all([
      clientWith({ apiKey: raise }).getSettings().safe(),
      clientWith({})
        .createJob({ ...JOB_BODY, metadata: { toJSON: raise } as never })
        .safe(),
      createMockClient({ getSettings: raise }).client.getSettings().safe(),
    ]);
    for (const { error } of outcomes) {
      expect(error).toBeInstanceOf(FirstHandConfigurationError);
      expect(inspect(error)).toContain('configuration_error');
    }
  });

  test('logs that a callback failed, and leaves no rejection behind', async () => {
    const error = vi.fn();
    const job = { id: 'job_1', status: 'completed' } as Job;
    const { client } = createMockClient(
      { getJob: job },
      { logger: { ...console, error }, logLevel: 'error' },
    );
    await expect(client.waitForJob('job_1', { onUpdate: raise })).resolves.toMatchObject(job);
    await vi.waitFor(() =>
      expect(error).toHaveBeenCalledWith(expect.stringContaining('onUpdate failed: ')),
    );
  });

  test('prints an abort with it as the reason', async () => {
    const signal = AbortSignal.abort(value);
    const error = await clientWith({})
      .getSettings({ signal })
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(FirstHandAbortError);
    expect(inspect(error)).toContain('The caller aborted the call');
    expect(JSON.stringify(error)).toContain('abort_error');
  });

  test('takes it for no error of this client', () => {
    expect(isFirstHandError(value)).toBe(false);
  });
});
