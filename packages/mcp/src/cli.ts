#!/usr/bin/env node
import { isFirstHandError } from '@firsthandapi/sdk';
import { CliOptionError, HELP, readCliOptions } from './cli/cli-options.ts';
import { serveStdio } from './cli/serve-stdio.ts';
import { VERSION } from './server/version.ts';

try {
  const options = readCliOptions(process.argv.slice(2));
  if (options.print === undefined) serveStdio(process.env.FIRSTHAND_API_KEY, options);
  else process.stdout.write(options.print === 'help' ? HELP : `${VERSION}\n`);
} catch (error) {
  // Standard output belongs to the protocol.
  const isKnown = error instanceof CliOptionError || isFirstHandError(error);
  process.stderr.write(`firsthandapi-mcp: ${isKnown ? error.message : 'failed to start'}\n`);
  process.exitCode = 2;
}
