import { join } from 'node:path';
import type { Check } from '../harness/check.ts';
import { installProject } from '../harness/installed-project.ts';
import type { PackedPackage } from '../harness/pack-packages.ts';
import { isAtLeast } from '../runtimes/oldest-allowed.ts';
import { NODE_TYPES_VERSION, QUICK_TYPESCRIPT_VERSIONS, TYPESCRIPT_VERSIONS } from '../versions.ts';
import { APPLICATION, TEST_SUITE } from './consumers.ts';
import { strictnessChecks, typeChecks, writeConsumers } from './type-checks.ts';
import { typeCostChecks } from './type-cost-checks.ts';

/** Whether a TypeScript version has every option of the strictest settings. */
function hasErasableSyntax(version: string): boolean {
  return isAtLeast(version, '5.8.0');
}

/** Checks an application and a test suite on every TypeScript version, or on a few. */
export async function compilerChecks(
  folder: string,
  packed: readonly PackedPackage[],
  withSandbox: readonly PackedPackage[],
  quick: boolean,
): Promise<Check[]> {
  const types = [`@types/node@${NODE_TYPES_VERSION}`];
  const project = await installProject(join(folder, 'types'), packed, types);
  const testProject = await installProject(join(folder, 'test-types'), withSandbox, types);
  const application = await writeConsumers(project, APPLICATION);
  const testSuite = await writeConsumers(testProject, TEST_SUITE);
  const versions = quick ? QUICK_TYPESCRIPT_VERSIONS : TYPESCRIPT_VERSIONS;
  return [
    ...typeChecks(application, versions),
    ...strictnessChecks(application, versions.filter(hasErasableSyntax)),
    ...typeCostChecks(application, versions),
    ...typeChecks(testSuite, versions),
  ];
}
