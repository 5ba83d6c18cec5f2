import { getReleasePlan } from '@changesets/get-release-plan';
import { REPOSITORY } from '../published-packages.ts';

/**
 * Returns the versions that the pending changesets result in.
 *
 * @returns the versions by name; packages that do not change are missing
 */
export async function plannedVersions(): Promise<ReadonlyMap<string, string>> {
  const { releases } = await getReleasePlan(REPOSITORY);
  return new Map(
    releases
      .filter(({ type }) => type !== 'none')
      .map(({ name, newVersion }) => [name, String(newVersion)]),
  );
}
