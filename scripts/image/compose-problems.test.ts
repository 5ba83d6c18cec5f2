import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { composeProblems } from './compose-problems.ts';

const text = readFileSync(new URL('../../packages/server/compose.yaml', import.meta.url), 'utf8');

test('finds no problem in the compose file of the server', () => {
  expect(composeProblems(text)).toEqual([]);
});

test.each([
  ['REDIS_URL: redis://', 'REDIS_URI: redis://', 'first: the server has no setting REDIS_URI'],
  [
    '    cache: { condition',
    '    redis: { condition',
    'first depends on redis, which is no service',
  ],
  ['server second:8080', 'server third:8080', 'the entry passes requests to third, not to second'],
  ["['store:/data']", "['objects:/data']", 'store: objects is no volume'],
  ['source: store,', 'source: objects,', 'store: objects is no config'],
  ['@cache:6379', '@redis:6379', 'first: REDIS_URL names redis, which is no service'],
  ['nginx:1.28.0', 'nginx:latest', 'entry: nginx:latest is not an exact version'],
  ['"secretKey": "firsthand-secret"', '"secretKey": "other"', 'the store does not know the secret'],
])('reports that %j became %j', (from, to, problem) => {
  expect(text).toContain(from);
  expect(composeProblems(text.replace(from, to)).join('\n')).toContain(problem);
});
