import { type OptionNames, requireChoice, requireKnown, show } from '../values/check-options.ts';
import { SANDBOX_OPTIONS } from '../world/check-world-options.ts';
import type { SandboxOptions } from '../world/sandbox.ts';
import type { UnhandledRequests } from './network-rules.ts';

/** Options of a sandbox for a suite. */
export interface InstallOptions extends SandboxOptions {
  /**
   * What happens to requests to other hosts than the API's and this machine: `error` fails them, so that no request
   * leaves the process by accident. Default `error`.
   */
  readonly unhandled?: UnhandledRequests | undefined;
  /** Names of hosts whose requests always pass, such as `['db.internal']`. This machine's always do. */
  readonly allowedHosts?: readonly string[] | undefined;
}

const INSTALL_OPTIONS: OptionNames<InstallOptions> = {
  ...SANDBOX_OPTIONS,
  unhandled: true,
  allowedHosts: true,
};

/**
 * Throws unless the options that belong to the installation are known and valid; the sandbox checks its own.
 *
 * @throws TypeError naming the option and the fix.
 */
export function requireInstallOptions(options: InstallOptions): void {
  requireKnown(options, INSTALL_OPTIONS, 'installSandbox options');
  const { unhandled = 'error', allowedHosts = [] } = options;
  requireChoice(unhandled, ['error', 'warn', 'bypass'], 'unhandled');
  requireHosts(allowedHosts);
}

function requireHosts(hosts: readonly string[]): void {
  const isHost = (host: unknown) => typeof host === 'string' && /^[a-z0-9.-]{1,253}$/i.test(host);
  if (Array.isArray(hosts) && hosts.every(isHost)) return;
  throw new TypeError(
    `Invalid allowedHosts: ${show(hosts)}; pass host names such as ['db.internal']`,
  );
}
