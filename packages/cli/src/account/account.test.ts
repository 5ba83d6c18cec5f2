import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Interruption } from '../command/interruption.ts';
import { main } from '../program/main.ts';
import { profilesFile, readProfiles } from '../settings/profiles.ts';
import { fakeContext } from '../testing/fake-context.ts';
import { startRecordingServer } from '../testing/recording-server.ts';
import { maskKey } from './mask-key.ts';

const KEY = 'fh_test_sk_0123456789abcdefWXYZ';
const SETTINGS = { object: 'settings', id: 'org_1', name: 'Acme', tier: 'free' };

const knowing = (status: number, body: object = SETTINGS) =>
  startRecordingServer(() => ({ status, body, headers: { 'x-should-retry': 'false' } }));

const refusal = (type: string) => ({ error: { type, message: 'no' } });

describe('login', () => {
  test('ends with 130 on Ctrl+C at its prompt, and stores nothing', async () => {
    const context = fakeContext();
    const stdin = { ...context.stdin, readSecret: () => Promise.reject(new Interruption()) };
    expect(await main(['login'], Object.assign(context, { stdin }))).toBe(130);
    expect([context.stderr.text, readProfiles(context)]).toEqual(['Interrupted.\n', {}]);
  });

  test('stores the key of standard input with its service, once the service knows it', async () => {
    const { url, requests } = await knowing(200);
    const context = fakeContext({}, `${KEY}\n`);
    expect(await main(['login', '--base-url', url, '--profile', 'local'], context)).toBe(0);
    expect(readProfiles(context)).toEqual({ local: { api_key: KEY, base_url: url } });
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(context.stdout.text + context.stderr.text).not.toContain(KEY);
    expect(context.stderr.text).toContain('fh_test_sk_…WXYZ');
  });

  test('stores a key that lacks the scope to say whose it is', async () => {
    const { url } = await knowing(403, refusal('authorization_error'));
    const context = fakeContext({ FIRSTHAND_BASE_URL: url }, KEY);
    expect(await main(['login'], context)).toBe(0);
    expect(readProfiles(context)).toMatchObject({ default: { base_url: url } });
  });

  test('stores nothing when the service does not know the key', async () => {
    const { url } = await knowing(401, refusal('authentication_error'));
    const context = fakeContext({ FIRSTHAND_BASE_URL: url }, KEY);
    expect(await main(['login'], context)).toBe(3);
    expect(readProfiles(context)).toEqual({});
    expect(context.stderr.text).toContain(
      `Nothing was stored, since the key could not be verified at ${url}:`,
    );
  });

  test('refuses what is no key without showing or sending it', async () => {
    const { url, requests } = await knowing(200);
    const context = fakeContext({ FIRSTHAND_BASE_URL: url }, 'hunter2');
    expect(await main(['login'], context)).toBe(2);
    expect(context.stderr.text).not.toContain('hunter2');
    expect(requests).toEqual([]);
  });

  test.each(['', '\n', ` \n${KEY}\n`])('says that standard input %j has no key', async (input) => {
    const context = fakeContext({}, input);
    expect(await main(['login'], context)).toBe(2);
    expect(context.stderr.text).toContain('Standard input has no key on its first line');
    expect(readProfiles(context)).toEqual({});
  });

  test('says that no key was typed', async () => {
    const context = fakeContext({}, '');
    const stdin = { ...context.stdin, isTerminal: true };
    expect(await main(['login'], Object.assign(context, { stdin }))).toBe(2);
    expect(context.stderr.text).toBe('No key was typed. Nothing was stored\n');
  });

  test('says so when the environment comes first', async () => {
    const { url } = await knowing(200);
    const context = fakeContext({ FIRSTHAND_API_KEY: KEY, FIRSTHAND_BASE_URL: url }, KEY);
    await main(['login'], context);
    expect(context.stderr.text).toContain('FIRSTHAND_API_KEY is set, and comes before profiles');
  });
});

test('logout deletes one profile and keeps the others', async () => {
  const { url } = await knowing(200);
  const context = fakeContext({ FIRSTHAND_BASE_URL: url }, KEY);
  await main(['login'], context);
  await main(['login', '--profile', 'other'], context);
  expect(await main(['logout'], context)).toBe(0);
  expect(Object.keys(readProfiles(context))).toEqual(['other']);
  expect(readFileSync(profilesFile(context), 'utf8').match(/api_key/g)).toHaveLength(1);
  expect(await main(['logout'], context)).toBe(2);
});

test('whoami shows where the key comes from and whose it is, and not the key', async () => {
  const { url } = await knowing(200);
  const context = fakeContext({ FIRSTHAND_API_KEY: KEY, FIRSTHAND_BASE_URL: url });
  expect(await main(['whoami', '--json'], context)).toBe(0);
  expect(JSON.parse(context.stdout.text)).toEqual({
    variable: 'FIRSTHAND_API_KEY',
    base_url: url,
    api_key: 'fh_test_sk_…WXYZ',
    environment: 'test',
    organization_id: 'org_1',
    organization: 'Acme',
    tier: 'free',
  });
});

test('masks a short key whole', () => {
  expect(maskKey('fh_live_sk_abcdefghijk')).toBe('fh_live_sk_…');
  expect(maskKey('no key at all')).toBe('… all');
});
