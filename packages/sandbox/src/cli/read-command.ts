import { readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import type { ServeOptions } from '../serve/serve-options.ts';
import type { ClockMode } from '../world/world-clock.ts';
import type { WorldSnapshot } from '../world/world-snapshot.ts';
import { helpOf } from './help.ts';
import { choiceOf, numberOf, urlOf } from './option-values.ts';

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

/** What the command line asks for. */
export type Command = { readonly print: string } | { readonly serve: ServeOptions };

/** Reads the command line. Throws a TypeError that names the option and the fix. */
export function readCommand(parameters: readonly string[], usage: string): Command {
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
  return { serve: serveOptionsOf(values) };
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function serveOptionsOf(values: Values): ServeOptions {
  if (values['webhook-secret'] !== undefined && values['forward-to'] === undefined) {
    throw new TypeError(
      '--webhook-secret signs what is sent to --forward-to; pass --forward-to too',
    );
  }
  return {
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
  };
}

function readSnapshot(path: string): WorldSnapshot {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as WorldSnapshot;
  } catch (error) {
    throw new TypeError(`Invalid --snapshot: cannot read ${path}: ${(error as Error).message}`);
  }
}

/** Names the option as it is on the command line: `--api-key` for `apiKey`. */
export function explainUsage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return `${error.message.split('. ', 1)[0]}; --help lists the options`;
  }
  return error.message.replace(/^Invalid (\w+)/, (start, name: string) => {
    const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return Object.hasOwn(OPTIONS, option) ? `Invalid --${option}` : start;
  });
}
