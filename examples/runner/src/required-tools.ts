import { Skipped } from '@firsthandapi/compatibility/harness/check';
import { runCommand } from '@firsthandapi/compatibility/harness/run-command';
import { missingChromium } from '@firsthandapi/test-support/chromium';

/** Returns the version of a tool, or throws when it is missing. */
type Tool = () => Promise<string>;

/** What each example needs besides Node. */
const TOOLS: Readonly<Record<string, Tool>> = {
  'go-script': () => versionOf('go', 'version'),
  'playwright-msw': findChromium,
  'python-script': () => versionOf('python3', '--version'),
};

/**
 * Checks that the machine has what an example needs.
 *
 * @returns the version of the tool, or undefined when Node is enough
 * @throws Skipped when it is missing, with what to install
 */
export async function requireTool(example: string): Promise<string | undefined> {
  return TOOLS[example]?.();
}

async function versionOf(command: string, parameter: string): Promise<string> {
  try {
    return (await runCommand(command, [parameter])).trim();
  } catch {
    throw new Skipped(`NOT RUN: ${command} is not on this machine; install it to run this example`);
  }
}

async function findChromium(): Promise<string> {
  const missing = missingChromium();
  if (missing !== undefined) throw new Skipped(`NOT RUN: ${missing}`);
  return 'Chromium';
}
