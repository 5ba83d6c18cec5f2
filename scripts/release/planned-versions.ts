import { getReleasePlan } from '@changesets/get-release-plan';
import { REPOSITORY } from '../published-packages.ts';

/**
 * The versions that the changesets at hand make.
 *
 * @returns by name; a package that is not there stays as it is
 */
export async function plannedVersions(): Promise<ReadonlyMap<string, string>> {
  const { releases } = await getReleasePlan(REPOSITORY);
  return new Map(
    releases
      .filter(({ type }) => type !== 'none')
      .map(({ name, newVersion }) => [name, String(newVersion)]),
  );
}
