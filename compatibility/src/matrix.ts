import { join } from 'node:path';
import type { Check } from './harness/check.ts';
import { installProject } from './harness/installed-project.ts';
import { packPackages } from './harness/pack-packages.ts';
import { packageChecks } from './packages/package-checks.ts';
import { compileProcessProgram } from './programs/compile-programs.ts';
import { chromiumCheck } from './runtimes/chromium-check.ts';
import { oldestAllowed } from './runtimes/oldest-allowed.ts';
import { bunAndDenoChecks, nodeChecks } from './runtimes/process-checks.ts';
import { workerdChecks } from './runtimes/workerd-checks.ts';
import { typeChecks, writeConsumers } from './types/type-checks.ts';
import { typeCostChecks } from './types/type-cost-checks.ts';
import {
  NODE_TYPES_VERSION,
  NODE_VERSIONS,
  QUICK_NODE_VERSIONS,
  QUICK_TYPESCRIPT_VERSIONS,
  TYPESCRIPT_VERSIONS,
} from './versions.ts';

/** The rooms below `packages/` whose tarballs are put to the test. */
const ROOMS = ['sdk', 'webhooks'];

/** A table of checks. */
export interface Section {
  readonly headings: readonly string[];
  readonly checks: readonly Check[];
}

/**
 * Packs the packages, installs them outside the workspace, and says what has to be checked there.
 *
 * @param folder an empty one, for everything that is made
 * @param quick whether a few versions are enough
 */
export async function prepareMatrix(folder: string, quick: boolean): Promise<readonly Section[]> {
  const packed = await packPackages(ROOMS, folder);
  const project = await installProject(join(folder, 'runtimes'), packed);
  const program = { project, files: await compileProcessProgram(project) };
  const typesProject = await installProject(join(folder, 'types'), packed, [
    `@types/node@${NODE_TYPES_VERSION}`,
  ]);
  const consumers = await writeConsumers(typesProject);
  const nodeVersions = quick
    ? QUICK_NODE_VERSIONS
    : [...oldestAllowed(project.packages), ...NODE_VERSIONS];
  const typescriptVersions = quick ? QUICK_TYPESCRIPT_VERSIONS : TYPESCRIPT_VERSIONS;
  const otherRuntimes = [
    ...bunAndDenoChecks(program),
    ...workerdChecks(project),
    chromiumCheck(project),
  ];
  return [
    { headings: ['Package', 'Check'], checks: packageChecks(project) },
    {
      headings: ['Runtime', 'Modules'],
      checks: [...nodeChecks(program, nodeVersions), ...(quick ? [] : otherRuntimes)],
    },
    {
      headings: ['Compiler', 'Resolution', 'Modules'],
      checks: [
        ...typeChecks(consumers, typescriptVersions),
        ...typeCostChecks(consumers, typescriptVersions),
      ],
    },
  ];
}
