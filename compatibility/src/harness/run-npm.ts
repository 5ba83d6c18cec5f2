import { type CommandOptions, runCommand } from './run-command.ts';

/** Timeout of a command that downloads. */
const DOWNLOAD_TIMEOUT = 600_000;

/** Runs npm, which prefers its cache to downloads. */
export function runNpm(
  parameters: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  return runCommand('npm', ['--loglevel=error', ...parameters], {
    timeout: DOWNLOAD_TIMEOUT,
    ...options,
  });
}

/** Quiet, and without what only a permanent project needs. */
export const INSTALL_PARAMETERS = [
  'install',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  '--no-package-lock',
] as const;
