import type { ServeOptions } from '../serve/serve-options.ts';
import { type SandboxServer, serveSandbox } from '../serve/serve-sandbox.ts';
import type { World } from '../world/world.ts';
import { explainUsage, readCommand } from './read-command.ts';

const USAGE = 'npx @firsthandapi/sandbox serve';

/** The exit statuses, as those of most programs. */
const FAILURE = 1;
const WRONG_USAGE = 2;

/** Where a command writes. */
export interface Output {
  /** Writes a result. */
  readonly out: (text: string) => void;
  /** Writes what went wrong. */
  readonly error: (text: string) => void;
}

/**
 * Runs a command line of the sandbox, and resolves with its exit status: 0, 2 when an option is wrong, or 1 when it cannot
 * start. A server runs on until the process gets SIGINT or SIGTERM, which end the process.
 *
 * @param usage What a person writes for `serve`, as the help shows it. Default `npx @firsthandapi/sandbox serve`.
 *
 * @example
 * ```ts
 * const output = { out: console.log, error: console.error };
 * process.exitCode = await runSandboxCommand(['serve', '--port', '4010'], output);
 * ```
 */
export async function main(
  parameters: readonly string[],
  output: Output,
  usage = USAGE,
): Promise<number> {
  try {
    const command = readCommand(parameters, usage);
    if ('print' in command) output.out(command.print);
    else await serve(command.serve, output);
    return 0;
  } catch (error) {
    output.error(`${explainUsage(error)}\n`);
    return error instanceof TypeError ? WRONG_USAGE : FAILURE;
  }
}

async function serve(options: ServeOptions, { out }: Output): Promise<void> {
  const server = await serveSandbox(options);
  const world = await server.sandbox.defaultWorld();
  out(announce(server, world, options.forwardTo));
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** Returns what a person needs to use the server. */
function announce(
  { url, controlToken, webhookSecret }: SandboxServer,
  { apiKey, liveKey }: World,
  forwardTo: string | undefined,
): string {
  return [
    `FirstHandAPI sandbox on ${url}`,
    `  test key       ${apiKey}`,
    `  live key       ${liveKey}`,
    `  control token  ${controlToken}`,
    `  window         ${url}/_sandbox?token=${encodeURIComponent(controlToken)}`,
    ...(webhookSecret === undefined
      ? []
      : [`  webhooks to    ${forwardTo}, signed with ${webhookSecret}`]),
    '',
  ].join('\n');
}
