import { type CommandOptions, runCommand } from './run-command.ts';

/** Longest for a command that downloads. */
const DOWNLOAD_TIMEOUT = 600_000;

/** Runs npm, which takes what it has downloaded before from its cache. */
export function runNpm(
  parameters: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  return runCommand('npm', ['--loglevel=error', ...parameters], {
    timeout: DOWNLOAD_TIMEOUT,
    ...options,
  });
}

/** Quiet, and without what only a project that lasts is in need of. */
export const INSTALL_PARAMETERS = [
  'install',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  '--no-package-lock',
] as const;
