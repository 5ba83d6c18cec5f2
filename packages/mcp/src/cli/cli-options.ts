import { parseArgs } from 'node:util';

/** What the program was told. */
export interface CliOptions {
  /** What tools may spend on live jobs within 24 hours, in US cents. */
  readonly maxSpendCents: number;
  /** Where downloads go. */
  readonly downloadFolder: string;
  /** What to print instead of serving. */
  readonly print: 'help' | 'version' | undefined;
}

/** An option is wrong. The message names it and the fix. */
export class CliOptionError extends Error {
  override readonly name = 'CliOptionError';
}

export const HELP = `firsthandapi-mcp: the tools of FirstHandAPI for assistants, over stdin and stdout

An assistant starts it; see the README for the configuration of the usual ones.

Options:
  --max-spend-cents <n>     what tools may spend on live jobs within 24 hours, in US cents (default 0: nothing)
  --download-folder <path>  the only folder in which download_files saves (default: the current one)
  --help, --version

Environment:
  FIRSTHAND_API_KEY         the key: fh_test_… for jobs that cost nothing, fh_live_… for real ones
  FIRSTHAND_BASE_URL        another service than https://api.firsthandapi.com
`;

/**
 * Reads the arguments. The key is not one of them, because every process of the machine can read arguments.
 *
 * @throws CliOptionError for an unknown option or a value that cannot be used
 */
export function readCliOptions(args: readonly string[]): CliOptions {
  const values = parse(args);
  const given = values['max-spend-cents'] ?? '0';
  if (!/^\d{1,9}$/.test(given)) {
    throw new CliOptionError(
      '--max-spend-cents must be a whole number of US cents, such as 2500 for $25.00',
    );
  }
  const print = values.help === true ? 'help' : values.version === true ? 'version' : undefined;
  return {
    maxSpendCents: Number(given),
    downloadFolder: values['download-folder'] ?? process.cwd(),
    print,
  };
}

function parse(args: readonly string[]) {
  if (args.some((arg) => /fh_(live|test)_/.test(arg))) {
    throw new CliOptionError(
      'A key was passed as an argument, which every process can read: set FIRSTHAND_API_KEY instead',
    );
  }
  try {
    return parseArgs({
      args: [...args],
      options: {
        'max-spend-cents': { type: 'string' },
        'download-folder': { type: 'string' },
        help: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new CliOptionError(`${(error as Error).message}. See --help.`);
  }
}
