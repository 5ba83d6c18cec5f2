import { expect, test } from 'vitest';
import { reasonsNotToPublish } from './release-workflow.ts';

const workflow = {
  GITHUB_ACTIONS: 'true',
  GITHUB_WORKFLOW_REF: 'firsthandapi/firsthandapi-ts/.github/workflows/release.yml@refs/heads/main',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.actions.example',
};

test('returns no reason in the release workflow', () => {
  expect(reasonsNotToPublish(workflow)).toEqual([]);
});

test("rejects a developer's own machine", () => {
  expect(reasonsNotToPublish({})).toHaveLength(3);
});

test.each([
  ['another branch', { GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/release.yml@refs/heads/fix' }],
  ['another workflow', { GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/ci.yml@refs/heads/main' }],
  ['a job without an identity token', { ACTIONS_ID_TOKEN_REQUEST_URL: '' }],
])('refuses %s', (_, change) => {
  expect(reasonsNotToPublish({ ...workflow, ...change })).toHaveLength(1);
});
