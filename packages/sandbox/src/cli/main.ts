import { readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import type { ServeOptions } from '../serve/serve-options.ts';
import { serveSandbox } from '../serve/serve-sandbox.ts';
import type { ClockMode } from '../world/world-clock.ts';
import type { WorldSnapshot } from '../world/world-snapshot.ts';

const USAGE = 'npx @firsthandapi/sandbox serve';

const helpOf = (usage: string) => `Serves FirstHandAPI's sandbox over HTTP.

  ${usage} [options]

The server
  --port <number>             port to listen on; default 4010, 0 for any free port
  --host <address>            address to listen on; default 127.0.0.1
  --public-url <url>          URL under which clients reach the server; default: its address and port
  --control-token <token>     token that controls require; default: a random one
  --allow-control-from <list> addresses, ranges or host names, separated by commas, from which controls are
                              accepted in addition to this machine, or *
  --cors                      let pages of any origin call the API
  --no-keep-alive             close the connection after each response

The default world
  --api-key <key>             an additional key
  --seed <number>             determines ids; default 1
  --now <time>                time when it begins, ISO 8601 with an offset or Z; default: the machine's
  --clock <mode>              manual, auto, system or real; default real
  --speed <number>            seconds of the real clock per real second; default 1
  --credits <cents>           credits of the account in US cents; default 250
  --tier <tier>               free, standard or enterprise; default enterprise
  --snapshot <file>           begin in the state of a snapshot, as GET /_sandbox/worlds/default/snapshot returns it
  --log-limit <entries>       number of entries that the log keeps; default 10000

Webhooks
  --forward-to <url>          deliver all events of the default world's test environment to a URL
  --webhook-secret <secret>   secret that signs them, whsec_…; default: a generated one
  --allow-remote-targets      deliver to other hosts than this machine, over http too
  --skip-verify               do not verify certificates of receivers

  --help                      print this text
  --version                   print the version
`;

const CLOCKS: readonly string[] = ['manual', 'auto', 'system', 'real'] satisfies ClockMode[];
const TIERS: readonly string[] = ['free', 'standard', 'enterprise'];

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'public-url': { type: 'string' },
  'control-token': { type: 'string' },
  'allow-control-from': { type: 'string', multiple: true },
  cors: { type: 'boolean' },
  'keep-alive': { type: 'boolean', default: true },
  'api-key': { type: 'string' },
  seed: { type: 'string' },
  now: { type: 'string' },
  clock: { type: 'string' },
  speed: { type: 'string' },
  credits: { type: 'string' },
  tier: { type: 'string' },
  snapshot: { type: 'string' },
  'log-limit': { type: 'string' },
  'forward-to': { type: 'string' },
  'webhook-secret': { type: 'string' },
  'allow-remote-targets': { type: 'boolean' },
  'skip-verify': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const satisfies ParseArgsConfig['options'];

/** The exit statuses, as those of most programs. */
const FAILURE = 1;
const WRONG_USAGE = 2;

/** What the command line asks for. */
type Command = { readonly print: string } | { readonly serve: ServeOptions };

/** Reads the command line. Throws a TypeError that names the option and the fix. */
function readCommand(parameters: readonly string[], usage: string): Command {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    allowNegative: true,
    options: OPTIONS,
  });
  const [command, ...rest] = positionals;
  if (values.version === true) return { print: `${packageJson.version}\n` };
  if (values.help === true || command === undefined) return { print: helpOf(usage) };
  if (command !== 'serve' || rest.length > 0) {
    throw new TypeError(`Unknown command: ${positionals.join(' ')}; the only command is 'serve'`);
  }
  if (values['webhook-secret'] !== undefined && values['forward-to'] === undefined) {
    throw new TypeError(
      '--webhook-secret signs what is sent to --forward-to; pass --forward-to too',
    );
  }
  const serve = {
    port: numberOf(values.port, '--port') ?? 4010,
    host: values.host,
    publicUrl: urlOf(values['public-url'], '--public-url'),
    controlToken: values['control-token'],
    allowControlFrom: values['allow-control-from']?.flatMap((list) => list.split(',')),
    cors: values.cors,
    keepAlive: values['keep-alive'],
    apiKey: values['api-key'],
    seed: numberOf(values.seed, '--seed'),
    now: values.now,
    clock: (choiceOf(values.clock, CLOCKS, '--clock') ?? 'real') as ClockMode,
    speed: numberOf(values.speed, '--speed'),
    credits: numberOf(values.credits, '--credits'),
    tier: choiceOf(values.tier, TIERS, '--tier') as ServeOptions['tier'],
    snapshot: values.snapshot === undefined ? undefined : readSnapshot(values.snapshot),
    logLimit: numberOf(values['log-limit'], '--log-limit'),
    forwardTo: urlOf(values['forward-to'], '--forward-to'),
    webhookSecret: values['webhook-secret'],
    allowRemoteTargets: values['allow-remote-targets'],
    skipTlsVerify: values['skip-verify'],
  } satisfies ServeOptions;
  return { serve };
}

function readSnapshot(path: string): WorldSnapshot {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as WorldSnapshot;
  } catch (error) {
    throw new TypeError(`Invalid --snapshot: cannot read ${path}: ${(error as Error).message}`);
  }
}

function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new TypeError(`Invalid ${name}: '${text}' is not a number`);
}

function choiceOf(
  text: string | undefined,
  choices: readonly string[],
  name: string,
): string | undefined {
  if (text === undefined || choices.includes(text)) return text;
  throw new TypeError(`Invalid ${name}: '${text}'; pass one of ${choices.join(', ')}`);
}

function urlOf(text: string | undefined, name: string): string | undefined {
  if (text === undefined || /^https?:\/\/./i.test(text)) return text;
  throw new TypeError(
    `Invalid ${name}: '${text}'; pass a URL that begins with http:// or https://`,
  );
}

/** Names the option as it is on the command line: `--api-key` for `apiKey`. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return `${error.message.split('. ', 1)[0]}; --help lists the options`;
  }
  return error.message.replace(/^Invalid (\w+)/, (start, name: string) => {
    const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return Object.hasOwn(OPTIONS, option) ? `Invalid --${option}` : start;
  });
}

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
    output.error(`${explain(error)}\n`);
    return error instanceof TypeError ? WRONG_USAGE : FAILURE;
  }
}

async function serve(options: ServeOptions, { out }: Output): Promise<void> {
  const server = await serveSandbox(options);
  const world = await server.sandbox.defaultWorld();
  const { url, controlToken, webhookSecret } = server;
  out(
    [
      `FirstHandAPI sandbox on ${url}`,
      `  test key       ${world.apiKey}`,
      `  live key       ${world.liveKey}`,
      `  control token  ${controlToken}`,
      `  window         ${url}/_sandbox?token=${encodeURIComponent(controlToken)}`,
      ...(webhookSecret === undefined
        ? []
        : [`  webhooks to    ${options.forwardTo}, signed with ${webhookSecret}`]),
      '',
    ].join('\n'),
  );
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
