#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type ServeOptions, serveSandbox } from './serve/serve-sandbox.ts';
import type { ClockMode } from './world/world-clock.ts';
import type { WorldSnapshot } from './world/world-snapshot.ts';

const HELP = `Serves FirstHandAPI's sandbox over HTTP.

  npx @firsthandapi/sandbox serve [options]

  --port <number>          port to listen on; default 4010
  --host <address>         address to listen on; default 127.0.0.1. Controls accept requests from this machine only
  --seed <number>          determines ids; default 1
  --now <time>             time of the world when it begins, ISO 8601; default: the machine's
  --snapshot <file>        begin in the state of a snapshot, as GET /_sandbox/worlds/default/snapshot returns it
  --clock <mode>           manual, auto, system or real; default real
  --speed <number>         seconds of the real clock per real second; default 1
  --credits <cents>        credits of the account in US cents; default 250
  --tier <tier>            free, standard or enterprise; default enterprise
  --log-limit <entries>    number of entries that the log keeps; default 10000
  --api-key <key>          an additional key for the default world
  --control-token <token>  token that controls require; default: a random one
  --no-keep-alive          close the connection after each response
  --help                   print this text
`;

const CLOCKS: readonly string[] = ['manual', 'auto', 'system', 'real'] satisfies ClockMode[];
const TIERS: readonly string[] = ['free', 'standard', 'enterprise'];

/** Reads the command line. Throws an Error that names the option and the fix. */
function readOptions(): ServeOptions | 'help' {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    allowNegative: true,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      seed: { type: 'string' },
      now: { type: 'string' },
      snapshot: { type: 'string' },
      clock: { type: 'string' },
      speed: { type: 'string' },
      credits: { type: 'string' },
      tier: { type: 'string' },
      'log-limit': { type: 'string' },
      'api-key': { type: 'string' },
      'control-token': { type: 'string' },
      'keep-alive': { type: 'boolean', default: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [command, ...rest] = positionals;
  if (values.help === true || command === undefined) return 'help';
  if (command !== 'serve' || rest.length > 0) {
    throw new Error(`Unknown command: ${positionals.join(' ')}; the only command is 'serve'`);
  }
  return {
    port: numberOf(values.port, '--port') ?? 4010,
    host: values.host,
    seed: numberOf(values.seed, '--seed'),
    now: values.now,
    snapshot: values.snapshot === undefined ? undefined : readSnapshot(values.snapshot),
    clock: (choiceOf(values.clock, CLOCKS, '--clock') ?? 'real') as ClockMode,
    speed: numberOf(values.speed, '--speed'),
    credits: numberOf(values.credits, '--credits'),
    tier: choiceOf(values.tier, TIERS, '--tier') as ServeOptions['tier'],
    logLimit: numberOf(values['log-limit'], '--log-limit'),
    apiKey: values['api-key'],
    controlToken: values['control-token'],
    keepAlive: values['keep-alive'],
  };
}

function readSnapshot(path: string): WorldSnapshot {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as WorldSnapshot;
  } catch (error) {
    throw new Error(`Invalid --snapshot: cannot read ${path}: ${(error as Error).message}`);
  }
}

function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new Error(`Invalid ${name}: '${text}' is not a number`);
}

function choiceOf(
  text: string | undefined,
  choices: readonly string[],
  name: string,
): string | undefined {
  if (text === undefined || choices.includes(text)) return text;
  throw new Error(`Invalid ${name}: '${text}'; pass one of ${choices.join(', ')}`);
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const server = await serveSandbox(options);
  const world = await server.sandbox.defaultWorld();
  process.stdout.write(
    [
      `FirstHandAPI sandbox on ${server.url}`,
      `  test key       ${world.apiKey}`,
      `  live key       ${world.liveKey}`,
      `  control token  ${server.controlToken}`,
      `  log            ${server.url}/_sandbox?token=${server.controlToken}`,
      '',
    ].join('\n'),
  );
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
