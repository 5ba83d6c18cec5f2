import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '@firsthandapi/spec';
import { operations as accountOperations } from '@firsthandapi/spec/account';
import { expect, it } from 'vitest';

const SOURCES = join(import.meta.dirname, '..');

/** Operations that no screen calls, and what people use instead. */
const EXEMPT: Readonly<Record<string, string>> = {
  signup: 'people sign in with a mailed code and name their organization then',
  listSubmissions: "a job's screen lists its submissions",
  getSubmission: "a job's screen has every field of its submissions",
  refreshFileUrl: 'reading the list of files again makes new links',
  deleteApiKey: 'Revoke ends a key, and keeps it in the list',
  getWebhookEndpoint: 'the list of endpoints has every field',
};

const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
  .map((path) => readFileSync(join(SOURCES, path), 'utf8'))
  .join('\n');

it('calls every operation of the API and of accounts from a screen, or says what takes its place', () => {
  const all = { ...operations, ...accountOperations };
  const unreachable = Object.entries(all)
    .filter(([, { method, path }]) => !isCalled(method, path))
    .map(([id]) => id);
  expect(unreachable.sort()).toEqual(Object.keys(EXEMPT).sort());
});

function isCalled(method: string, path: string): boolean {
  return new RegExp(`\\.${method}\\(\\s*'${path.replaceAll(/[/{}]/g, '\\$&')}'`).test(sources);
}
