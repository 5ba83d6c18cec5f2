import { describe, expect, test } from 'vitest';
import { writeProfiles } from '../settings/profiles.ts';
import { fakeContext } from '../testing/fake-context.ts';
import { main } from './main.ts';

async function complete(...words: string[]): Promise<string[]> {
  const context = fakeContext();
  writeProfiles(context, { staging: { api_key: 'secret', base_url: 'https://a.example' } });
  expect(await main(['__complete', '--', ...words], context)).toBe(0);
  expect(context.stdout.text).not.toContain('secret');
  return context.stdout.text
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t')[0] ?? '');
}

describe('completion', () => {
  test('offers the words of commands', async () => {
    expect(await complete('jo')).toEqual(['jobs']);
    expect(await complete('billing', '')).toEqual(['credits', 'transactions']);
    expect(await complete('billing', 'credits', '')).toEqual(['get', 'purchase']);
    expect(await complete('jobs', 'wa')).toEqual(['wait']);
  });

  test('offers the options of a command', async () => {
    expect(await complete('jobs', 'create', '--location')).toEqual([
      '--location.lat',
      '--location.lng',
      '--location.radius-km',
    ]);
    expect(await complete('webhook-endpoints', 'update', 'whe_1', '--no')).toEqual([
      '--no-enabled',
    ]);
    expect(await complete('listen', '--f')).toEqual(['--forward-to', '--from-now']);
  });

  test('offers the values of an option, in lists after a comma too', async () => {
    expect(await complete('jobs', 'list', '--status', 'c')).toEqual(['completed', 'cancelled']);
    expect(await complete('api-keys', 'create', '--scopes', 'jobs:read,webhooks:w')).toEqual([
      'jobs:read,webhooks:write',
    ]);
    expect(await complete('organization', 'settings', 'update', '--unset', 'bill')).toEqual([
      'billing-contact',
    ]);
    expect(await complete('jobs', 'list', '--profile', '')).toEqual(['staging']);
  });

  test('offers arguments that have few values', async () => {
    expect(await complete('trigger', 'job.c')).toEqual(['job.completed', 'job.cancelled']);
    expect(await complete('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  test('offers nothing after what is no command, or where anything may stand', async () => {
    expect(await complete('nonsense', '')).toEqual([]);
    expect(await complete('jobs', 'create', '--description', '')).toEqual([]);
    expect(await complete('jobs', 'get', '')).toEqual([]);
  });
});
