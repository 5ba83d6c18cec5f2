/**
 * Returns why these environment variables are not those of the release workflow. Only that may publish, so that npm's
 * provenance names the commit and the run, and no machine has a token.
 *
 * @returns one sentence per reason; none in the release workflow
 */
export function reasonsNotToPublish(environment: NodeJS.ProcessEnv): string[] {
  const wanted: readonly [boolean, string][] = [
    [environment.GITHUB_ACTIONS === 'true', 'this is not GitHub Actions'],
    [
      /\/\.github\/workflows\/release\.yml@refs\/heads\/main$/.test(
        environment.GITHUB_WORKFLOW_REF ?? '',
      ),
      'this is not release.yml on main (GITHUB_WORKFLOW_REF)',
    ],
    [
      Boolean(environment.ACTIONS_ID_TOKEN_REQUEST_URL),
      'the job lacks the permission id-token: write (ACTIONS_ID_TOKEN_REQUEST_URL)',
    ],
  ];
  return wanted.filter(([holds]) => !holds).map(([, reason]) => reason);
}
