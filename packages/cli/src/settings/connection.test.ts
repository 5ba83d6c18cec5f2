import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Given } from '../command/parse-arguments.ts';
import { type FakeContext, fakeContext } from '../testing/fake-context.ts';
import { findConnection } from './connection.ts';
import { profilesFile, readProfiles, writeProfiles } from './profiles.ts';

const stored = {
  default: { api_key: 'key-a', base_url: 'https://a.example' },
  b: { api_key: 'key-b', base_url: 'https://b.example' },
};

function find(context: FakeContext, options: Record<string, string> = {}) {
  const given: Given[] = Object.entries(options).map(([name, value]) => ({ name, value }));
  return findConnection({ positionals: [], given }, context);
}

function withProfiles(environment: Record<string, string> = {}): FakeContext {
  const context = fakeContext(environment);
  writeProfiles(context, stored);
  return context;
}

describe('the key and its service', () => {
  test('come from the profile "default"', () => {
    expect(find(withProfiles())).toEqual({
      baseUrl: 'https://a.example',
      baseUrlSource: "base_url of profile 'default'",
      apiKey: 'key-a',
      source: { profile: 'default' },
    });
  });

  test('come from the environment before a stored profile', () => {
    const context = withProfiles({ FIRSTHAND_API_KEY: 'key-c' });
    expect(find(context)).toMatchObject({
      baseUrl: 'https://api.firsthandapi.com',
      apiKey: 'key-c',
    });
  });

  test('come from --profile before the environment', () => {
    const environment = { FIRSTHAND_API_KEY: 'key-c', FIRSTHAND_BASE_URL: 'https://c.example' };
    expect(find(withProfiles(environment), { profile: 'b' })).toMatchObject({
      baseUrl: 'https://b.example',
      apiKey: 'key-b',
    });
  });

  test('come from the profile that the environment names', () => {
    expect(find(withProfiles({ FIRSTHAND_PROFILE: 'b' }))).toMatchObject({ apiKey: 'key-b' });
  });

  test('stay together: the environment cannot lead a stored key to another service', () => {
    const context = withProfiles({ FIRSTHAND_BASE_URL: 'https://c.example' });
    expect(() => find(context)).toThrow(/belongs to https:\/\/a.example: set FIRSTHAND_API_KEY/);
  });

  test('are parted only by --base-url', () => {
    expect(find(withProfiles(), { 'base-url': 'https://c.example' })).toMatchObject({
      baseUrl: 'https://c.example',
      apiKey: 'key-a',
    });
  });
});

describe('the file of profiles', () => {
  test('can be read and written by its owner alone, and so can its folder', () => {
    const path = profilesFile(withProfiles());
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(readdirSync(dirname(path))).toEqual(['profiles.json']);
  });

  test.each([0o640, 0o604, 0o620])('is refused with mode %o', (mode) => {
    const context = withProfiles();
    chmodSync(profilesFile(context), mode);
    expect(() => find(context)).toThrow(/can be read by other users.*chmod 600/);
  });

  test('is below XDG_CONFIG_HOME, unless that is relative', () => {
    const context = fakeContext({ XDG_CONFIG_HOME: '/somewhere' });
    expect(profilesFile(context)).toBe(join('/somewhere', 'firsthandapi', 'profiles.json'));
    context.environment.XDG_CONFIG_HOME = 'relative';
    expect(profilesFile(context)).toBe(
      join(context.home, '.config', 'firsthandapi', 'profiles.json'),
    );
  });

  test.each(['', 'null', '[1]', '{"default":{"api_key":1}}'])(
    'says so when it is damaged: %j',
    (text) => {
      const context = withProfiles();
      writeFileSync(profilesFile(context), text);
      expect(() => readProfiles(context)).toThrow(/is damaged: delete it/);
    },
  );
});
