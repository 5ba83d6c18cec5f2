import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { REPOSITORY } from '../published-packages.ts';

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly uses?: string;
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const textOf = (file: string): string => readFileSync(join(REPOSITORY, file), 'utf8');
const files = globSync('.github/{workflows,actions/*}/*.yml', { cwd: REPOSITORY });
const workflowFiles = files.filter((file) => file.includes('workflows'));
const read = (file: string): Workflow => parse(textOf(file));
const stepsOf = (file: string): Step[] =>
  Object.values(read(file).jobs).flatMap(({ steps }) => steps ?? []);

test('there are workflows to look at', () => {
  expect(files.length).toBeGreaterThan(2);
});

describe.each(files)('%s', (file) => {
  test('names every action of others by its commit, and says which version that is', () => {
    const foreign = [...textOf(file).matchAll(/^.*\buses: (?!\.\/)(.*)$/gm)].map(([, use]) => use);
    for (const use of foreign) expect(use).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});

describe.each(workflowFiles)('%s', (file) => {
  test('gives every job no more than reading, unless the job itself says more', () => {
    expect([{}, { contents: 'read' }]).toContainEqual(read(file).permissions);
  });

  test('leaves no credentials in a checkout', () => {
    const checkouts = stepsOf(file).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const checkout of checkouts) {
      expect(checkout.with).toMatchObject({ 'persist-credentials': false });
    }
  });
});

describe('the release workflow', () => {
  const { jobs } = read('.github/workflows/release.yml');

  test('only the job that publishes can prove where it runs', () => {
    const proving = Object.entries(jobs).filter(([, job]) => job.permissions?.['id-token']);
    expect(proving.map(([name]) => name)).toEqual(['publish']);
  });

  test('the job that builds what is published may only read', () => {
    expect(jobs.pack?.permissions).toEqual({ contents: 'read' });
  });

  test('knows no token of npm', () => {
    expect(textOf('.github/workflows/release.yml')).not.toMatch(
      /NPM_TOKEN|NODE_AUTH_TOKEN|secrets\./,
    );
  });
});
