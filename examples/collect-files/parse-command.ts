import { parseArgs } from 'node:util';

export const HELP = `Asks people for photos and collects them into a folder.

  node collect.ts 'A coffee cup on a table, seen from above' --count 10 --to ./cups
  node collect.ts --job job_… --to ./cups      resumes a job that was created earlier

  --count <number>  photos, default 5
  --price <cents>   of each photo, default 50
  --to <folder>     default ./photos

FIRSTHAND_API_KEY holds the key; FIRSTHAND_BASE_URL leads to a sandbox.
`;

/** What the command line asks for: a new job, or an existing one. */
export interface Command {
  readonly to: string;
  readonly job: string | { description: string; count: number; price: number };
}

/** Parses the command line, or throws an Error that says what is wrong with it. */
export function parseCommand(parameters: readonly string[]): Command | 'help' {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      job: { type: 'string' },
      count: { type: 'string', default: '5' },
      price: { type: 'string', default: '50' },
      to: { type: 'string', default: './photos' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [description, ...rest] = positionals;
  if (values.help === true) return 'help';
  if (rest.length > 0) throw new Error(`Unexpected '${rest[0]}': quote the description`);
  if (values.job !== undefined) {
    if (description !== undefined) throw new Error('Pass a description or --job, not both');
    return { to: values.to, job: values.job };
  }
  if (description === undefined) return 'help';
  const count = numberOf(values.count, '--count');
  return { to: values.to, job: { description, count, price: numberOf(values.price, '--price') } };
}

function numberOf(text: string, name: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`${name} must be an integer, not '${text}'`);
}
