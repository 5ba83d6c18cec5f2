#!/usr/bin/env node
import { isFirstHandError } from '@firsthandapi/sdk';
import { CliOptionError, HELP, readCliOptions } from './cli/cli-options.ts';
import { serveStdio } from './cli/serve-stdio.ts';
import { VERSION } from './server/version.ts';

try {
  const options = readCliOptions(process.argv.slice(2));
  if (options.print === undefined) serveStdio(keyOfEnvironment(), options);
  else process.stdout.write(options.print === 'help' ? HELP : `${VERSION}\n`);
} catch (error) {
  // Standard output belongs to the protocol.
  const isKnown = error instanceof CliOptionError || isFirstHandError(error);
  const message = isKnown ? nameVariables(error.message) : 'failed to start';
  process.stderr.write(`firsthandapi-mcp: ${message}\n`);
  process.exitCode = 2;
}

function keyOfEnvironment(): string {
  const key = process.env.FIRSTHAND_API_KEY;
  if (key) return key;
  throw new CliOptionError(
    'FIRSTHAND_API_KEY is not set: add it to "env" in the configuration of the assistant',
  );
}

/** Names what the user has set, in place of the client's options. */
function nameVariables(message: string): string {
  return message
    .replaceAll(/\bapiKey\b/g, 'FIRSTHAND_API_KEY')
    .replaceAll(/\bbaseUrl\b/g, 'FIRSTHAND_BASE_URL');
}
