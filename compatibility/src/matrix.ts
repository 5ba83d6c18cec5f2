import { join } from 'node:path';
import type { Check } from './harness/check.ts';
import { type InstalledProject, installProject } from './harness/installed-project.ts';
import { type PackedPackage, packPackages } from './harness/pack-packages.ts';
import { packageChecks } from './packages/package-checks.ts';
import { compileProcessProgram } from './programs/compile-programs.ts';
import { mainJobProgram, overNodeHttp, type Program, sandboxProgram } from './programs/program.ts';
import { chromiumCheck } from './runtimes/chromium-check.ts';
import { oldestAllowed } from './runtimes/oldest-allowed.ts';
import { bunAndDenoChecks, nodeChecks } from './runtimes/process-checks.ts';
import { reactNativeCheck } from './runtimes/react-native-check.ts';
import { undiciChecks } from './runtimes/undici-checks.ts';
import { workerdChecks } from './runtimes/workerd-checks.ts';
import { toolChecks } from './tools/tool-checks.ts';
import { compilerChecks } from './types/compiler-checks.ts';
import { NODE_VERSIONS, QUICK_NODE_VERSIONS, UNDICI_VERSIONS } from './versions.ts';

/** The rooms below `packages/` that applications run with. */
const ROOMS = ['sdk', 'webhooks'];
/** The package that their tests need in addition. */
const SANDBOX_ROOM = 'sandbox';
/** The programs for people and for assistants, which need all of the above. */
const TOOL_ROOMS = ['cli', 'mcp'];

/** A table of checks. */
export interface Section {
  readonly headings: readonly string[];
  readonly checks: readonly Check[];
}

/**
 * Packs the packages, installs them outside the workspace, and returns the checks to run there.
 *
 * @param folder an empty folder for all output
 * @param quick whether to check only a few versions
 */
export async function prepareMatrix(folder: string, quick: boolean): Promise<readonly Section[]> {
  const packed = await packPackages(ROOMS, folder);
  const withSandbox = [...packed, ...(await packPackages([SANDBOX_ROOM], folder))];
  const project = await installProject(join(folder, 'runtimes'), packed);
  const sandboxProject = await installProject(join(folder, 'sandbox'), withSandbox);
  const tools = [...withSandbox, ...(await packPackages(TOOL_ROOMS, folder))];
  const toolProject = await installProject(join(folder, 'tools'), tools);
  const mainJob = mainJobProgram(project, await compileProcessProgram(project, 'process-entry'));
  const inSandbox = sandboxProgram(
    sandboxProject,
    await compileProcessProgram(sandboxProject, 'sandbox-process-entry'),
  );
  return [
    { headings: ['Package', 'Check'], checks: packageChecks(sandboxProject) },
    {
      headings: ['Runtime', 'Modules', 'Program'],
      checks: [
        ...runtimeChecks(mainJob, quick),
        ...(quick ? [] : [reactNativeCheck(project)]),
        ...nodeChecks(overNodeHttp(mainJob), nodeVersions(project, quick)),
        ...(await overUndici(folder, packed, nodeVersions(project, quick))),
        ...runtimeChecks(inSandbox, quick),
        ...toolChecks(toolProject, nodeVersions(toolProject, quick)),
      ],
    },
    {
      headings: ['Compiler', 'Resolution', 'Modules', 'Consumer'],
      checks: await compilerChecks(folder, packed, withSandbox, quick),
    },
  ];
}

function nodeVersions({ packages }: InstalledProject, quick: boolean): readonly string[] {
  return quick ? QUICK_NODE_VERSIONS : [...oldestAllowed(packages), ...NODE_VERSIONS];
}

/** Checks a program on every runtime, or on a few versions of Node. */
function runtimeChecks(program: Program, quick: boolean): Check[] {
  const onNode = nodeChecks(program, nodeVersions(program.project, quick));
  if (quick) return onNode;
  return [
    ...onNode,
    ...bunAndDenoChecks(program),
    ...workerdChecks(program),
    chromiumCheck(program),
  ];
}

/** Checks the main flow over each version of undici, each in a project of its own. */
async function overUndici(
  folder: string,
  packed: readonly PackedPackage[],
  nodes: readonly string[],
): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { version, oldestNode } of UNDICI_VERSIONS) {
    const name = `undici@${version}`;
    const project = await installProject(join(folder, name), packed, [name]);
    const files = await compileProcessProgram(project, 'process-entry');
    const program = mainJobProgram(project, files, version);
    checks.push(...undiciChecks({ program, version, oldestNode }, nodes));
  }
  return checks;
}
