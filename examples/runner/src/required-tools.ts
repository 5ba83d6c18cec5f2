import { dirname, join } from 'node:path';
import { Skipped } from '@firsthandapi/compatibility/harness/check';
import { WORKSPACE } from '@firsthandapi/compatibility/harness/find-workspace';
import { runCommand } from '@firsthandapi/compatibility/harness/run-command';
import { cachedPackage } from '@firsthandapi/compatibility/harness/runtime-cache';
import { BUN_VERSION, DENO_VERSION } from '@firsthandapi/compatibility/versions';
import { missingChromium } from '@firsthandapi/test-support/chromium';

/** What an example needs besides Node. */
export interface FoundTool {
  /** What to print beside the example. */
  readonly version: string;
  /** Folders to put into `PATH`. */
  readonly paths?: readonly string[];
  /** What to set besides, such as where the packages of another language are. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Returns a tool, or throws when it is missing. */
type FindTool = () => Promise<FoundTool>;

/** What each example needs besides Node. */
const TOOLS: Readonly<Record<string, FindTool>> = {
  'go-script': () => versionOf('go', 'version'),
  'playwright-msw': findChromium,
  'python-script': findPython,
  'test-runners': findBunAndDeno,
};

/**
 * Checks that the machine has what an example needs.
 *
 * @returns the tool, or undefined when Node is enough
 * @throws Skipped when it is missing, with what to install
 */
export async function requireTool(example: string): Promise<FoundTool | undefined> {
  return TOOLS[example]?.();
}

async function versionOf(command: string, parameter: string): Promise<FoundTool> {
  try {
    return { version: (await runCommand(command, [parameter])).trim() };
  } catch {
    throw new Skipped(`NOT RUN: ${command} is not on this machine; install it to run this example`);
  }
}

/** The package for Python is imported from its sources, as `pip install --editable` does. */
async function findPython(): Promise<FoundTool> {
  return {
    ...(await versionOf('python3', '--version')),
    environment: { PYTHONPATH: join(WORKSPACE, 'python', 'src'), PYTHONDONTWRITEBYTECODE: '1' },
  };
}

async function findChromium(): Promise<FoundTool> {
  const missing = missingChromium();
  if (missing !== undefined) throw new Skipped(`NOT RUN: ${missing}`);
  return { version: 'Chromium' };
}

/** Installed from npm, as for the compatibility checks. */
async function findBunAndDeno(): Promise<FoundTool> {
  const bun = await cachedPackage('bun', BUN_VERSION);
  const deno = await cachedPackage('deno', DENO_VERSION);
  return {
    version: `Bun ${BUN_VERSION}, Deno ${DENO_VERSION}`,
    paths: [join(dirname(bun), '.bin'), dirname(join(deno, 'deno'))],
  };
}
