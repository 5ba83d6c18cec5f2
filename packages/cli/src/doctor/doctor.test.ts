import { describe, expect, test } from 'vitest';
import { main } from '../program/main.ts';
import { fakeContext } from '../testing/fake-context.ts';
import { type Response, startRecordingServer } from '../testing/recording-server.ts';
import { judgeSandboxClock, type SandboxClock } from './check-sandbox-clock.ts';
import { checkClock } from './check-service.ts';
import { checkBaseUrl, checkKey, checkProxy } from './check-surroundings.ts';

const KEY = 'fh_test_sk_0123456789abcdef';
const SETTINGS = { object: 'settings', id: 'org_1', name: 'Acme', tier: 'free' };

async function diagnose(environment: Record<string, string>) {
  const context = fakeContext(environment);
  const code = await main(['doctor', '--json'], context);
  const findings = context.stdout.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const results = Object.fromEntries(findings.map(({ check, result }) => [check, result]));
  return { code, results, text: context.stdout.text };
}

const serviceWith = (response: Response) =>
  startRecordingServer(({ headers }) =>
    headers.authorization === undefined
      ? { status: 401, headers: { 'x-request-id': 'req_1' }, body: {} }
      : { headers: { 'x-should-retry': 'false' }, ...response },
  );

describe('doctor', () => {
  test('finds nothing wrong where nothing is', async () => {
    const { url } = await serviceWith({ body: SETTINGS });
    const { code, results, text } = await diagnose({
      FIRSTHAND_API_KEY: KEY,
      FIRSTHAND_BASE_URL: url,
    });
    expect([code, new Set(Object.values(results))]).toEqual([0, new Set(['ok'])]);
    expect(Object.keys(results)).toEqual([
      'versions',
      'proxy',
      'key',
      'base URL',
      'reachability',
      'clock',
      'access',
    ]);
    expect(text).not.toContain(KEY);
  });

  test('finds a key that the service does not know', async () => {
    const { url } = await serviceWith({
      status: 401,
      body: { error: { type: 'authentication_error', message: 'no' } },
    });
    const { code, results, text } = await diagnose({
      FIRSTHAND_API_KEY: KEY,
      FIRSTHAND_BASE_URL: url,
    });
    expect([code, results.access]).toEqual([1, 'failed']);
    expect(text).toContain('correct FIRSTHAND_API_KEY, or unset it');
  });

  test('finds another service at the address, and sends it no key', async () => {
    const { url, requests } = await startRecordingServer();
    const { code, results } = await diagnose({ FIRSTHAND_API_KEY: KEY, FIRSTHAND_BASE_URL: url });
    expect([code, results.reachability, results.access]).toEqual([1, 'failed', undefined]);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test('finds that nothing listens', async () => {
    const { code, text } = await diagnose({
      FIRSTHAND_API_KEY: KEY,
      FIRSTHAND_BASE_URL: 'http://127.0.0.1:1',
    });
    expect(code).toBe(1);
    expect(text).toContain('is the server running?');
    expect(text).not.toContain('NO_PROXY');
  });

  test('names the proxy when nothing is reached through it', async () => {
    const { code, text } = await diagnose({
      FIRSTHAND_API_KEY: KEY,
      FIRSTHAND_BASE_URL: 'http://127.0.0.1:1',
      HTTP_PROXY: 'http://127.0.0.1:2',
      NODE_USE_ENV_PROXY: '1',
    });
    expect(code).toBe(1);
    expect(text).toContain('NO_PROXY=<host> leaves it out');
  });

  test('finds a profile that is missing', async () => {
    const { code, results } = await diagnose({ FIRSTHAND_PROFILE: 'nobody' });
    expect([code, results.configuration]).toEqual([1, 'failed']);
  });
});

test.each([
  ['Sun, 01 Mar 2026 00:00:00 GMT', 'ok'],
  ['Sun, 01 Mar 2026 00:01:00 GMT', 'warning'],
  ['Sat, 28 Feb 2026 23:50:00 GMT', 'failed'],
  [null, 'warning'],
])('judges a clock beside the date %s as %s', (date, result) => {
  expect(checkClock(date, Date.parse('2026-03-01T00:00:00Z'))).toMatchObject({ result });
});

describe('the clock of a sandbox', () => {
  const NOW = Date.parse('2026-03-01T00:00:00Z');
  const same: SandboxClock = {
    ...{ mode: 'real', speed: 1, now: '2026-03-01T00:00:00.000Z' },
    signs_with_machine_time: true,
  };
  const far = { now: '2026-02-01T00:00:00.000Z' };

  test.each<[Partial<SandboxClock>, string[], string]>([
    [{}, [], ''],
    [{ speed: 10 }, ['warning'], 'passes 10 times as fast as here'],
    [{ mode: 'manual' }, ['warning'], 'moves only when it is told to'],
    [{ mode: 'auto' }, ['warning'], 'jumps to what is due next'],
    [far, ['warning'], 'is 2026-02-01T00:00:00.000Z now'],
    [
      { ...far, signs_with_machine_time: false },
      ['warning', 'failed'],
      'webhooks will be rejected',
    ],
  ])('that says %j gives %j', (given, results, text) => {
    const findings = judgeSandboxClock({ ...same, ...given }, NOW);
    expect(findings.map(({ result }) => result)).toEqual(results);
    expect(findings.map(({ detail }) => detail).join('\n')).toContain(text);
  });

  test('is asked for at the sandbox, and reported although the machine of both is the same', async () => {
    const clock = { ...same, speed: 10, now: new Date().toISOString() };
    const { url } = await startRecordingServer(({ url: path }) => ({
      headers: { 'x-request-id': 'req_1' },
      body: path === '/_sandbox/health' ? { status: 'ok', clock } : SETTINGS,
    }));
    const { code, results, text } = await diagnose({
      FIRSTHAND_API_KEY: KEY,
      FIRSTHAND_BASE_URL: url,
    });
    expect([code, results.clock, results['sandbox clock']]).toEqual([0, 'ok', 'warning']);
    expect(text).toContain('passes 10 times as fast as here');
  });
});

test('warns of a proxy that Node will not use', () => {
  const result = (environment: Record<string, string>) => checkProxy({ environment }).result;
  expect(result({})).toBe('ok');
  expect(result({ https_proxy: 'http://proxy' })).toBe('warning');
  expect(result({ HTTPS_PROXY: 'http://proxy', NODE_USE_ENV_PROXY: '1' })).toBe('ok');
  expect(result({ HTTPS_PROXY: 'http://proxy', NODE_OPTIONS: '--use-env-proxy' })).toBe('ok');
});

test('warns of a service whose key others could read on the way', () => {
  const result = (baseUrl: string) => checkBaseUrl({ baseUrl }).result;
  expect(['https://api.example', 'http://localhost:1', 'http://127.0.0.1:1'].map(result)).toEqual([
    'ok',
    'ok',
    'ok',
  ]);
  expect(result('http://api.example')).toBe('warning');
});

test('shows no part of what is no key', () => {
  const finding = checkKey({
    baseUrl: '',
    baseUrlSource: '--base-url',
    apiKey: 'hunter2',
    source: { profile: 'a' },
  });
  expect(finding.result).toBe('failed');
  expect(finding.detail).not.toContain('hunter2');
});
