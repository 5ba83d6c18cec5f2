import {
  existingTargets,
  noPrivateImports,
  noStaleAssets,
  noStaleFiles,
  onlyAllowedFiles,
  requiredFiles,
} from './file-rules.ts';
import {
  everyFormat,
  metadata,
  noInstallScripts,
  resolvableDependencies,
} from './manifest-rules.ts';
import type { Rule, Workspace } from './release-rule.ts';
import type { Tarball } from './tarball.ts';

const RULES: readonly Rule[] = [
  onlyAllowedFiles,
  requiredFiles,
  existingTargets,
  noStaleFiles,
  noStaleAssets,
  everyFormat,
  metadata,
  resolvableDependencies,
  noPrivateImports,
  noInstallScripts,
];

/**
 * Returns the reasons not to publish a tarball.
 *
 * @returns one sentence per problem
 */
export function releaseProblems(packed: Tarball, workspace: Workspace): string[] {
  return RULES.flatMap((rule) => rule(packed, workspace));
}
