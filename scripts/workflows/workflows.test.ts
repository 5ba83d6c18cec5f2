import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { REPOSITORY } from '../published-packages.ts';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
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

test('finds the workflows', () => {
  expect(files.length).toBeGreaterThan(2);
});

describe.each(files)('%s', (file) => {
  test('pins every third-party action to a commit, with its version in a comment', () => {
    const foreign = [...textOf(file).matchAll(/^.*\buses: (?!\.\/)(.*)$/gm)].map(([, use]) => use);
    for (const use of foreign) expect(use).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});

describe.each(workflowFiles)('%s', (file) => {
  test('grants jobs read access at most, unless the job itself asks for more', () => {
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

describe('the CI workflow', () => {
  const { jobs } = read('.github/workflows/ci.yml');

  test('runs every group of .ci/run as a job of its own', () => {
    const list = execFileSync('bash', ['.ci/run', '--list'], { cwd: REPOSITORY, encoding: 'utf8' });
    expect(jobs.ci?.strategy?.matrix.group).toEqual(list.trim().split('\n'));
    expect(jobs.ci?.steps?.at(-1)?.run).toMatch(/^bash \.ci\/run \$\{\{ matrix\.group \}\}$/);
  });
});

describe('the release workflow', () => {
  const { jobs } = read('.github/workflows/release.yml');

  test('grants only the publishing job an identity token', () => {
    const proving = Object.entries(jobs).filter(([, job]) => job.permissions?.['id-token']);
    expect(proving.map(([name]) => name)).toEqual(['publish']);
  });

  test('grants only read access to the job that builds the packages', () => {
    expect(jobs.pack?.permissions).toEqual({ contents: 'read' });
  });

  test('contains no npm token', () => {
    expect(textOf('.github/workflows/release.yml')).not.toMatch(
      /NPM_TOKEN|NODE_AUTH_TOKEN|secrets\./,
    );
  });
});
