import { argumentsOf } from '../../scripts/example-arguments.ts';
import { EXIT } from '../../src/command/exit-code.ts';
import { operationCommands } from '../../src/generated/commands.ts';
import { type Ended, run, temporaryFolder } from '../built-program.ts';
import type { Call, Language, Service } from './language.ts';

/** The command line, a process for each command. */
export const commandLine: Language = {
  userAgent: /^firsthandapi-sdk\/\S+ firsthand-cli\/\S+$/,
  async makeCalls(service, calls) {
    for (const call of calls) {
      const { code, error } = await runAgainst(service, argumentsOfCall(call));
      if (code === EXIT.usage) throw new Error(error);
    }
  },
  async playStory(service) {
    await succeed(service, [
      ...['jobs', 'create', '--description', 'A coffee cup on a table, seen from above.'],
      ...['--type', 'data_collection', '--files-needed', '1', '--price-per-file-cents', '50'],
      ...['--accepted-formats', 'image/jpeg,image/png', '--location.lng', '-9.1393'],
      ...['--location.lat', '38.7223', '--location.radius-km', '15'],
      ...['--wait', '--to', temporaryFolder(), '--idempotency-key', 'order-7'],
    ]);
    await succeed(service, [
      ...['jobs', 'create', '--type', 'data_collection', '--accepted-formats', 'image/jpeg'],
      ...['--files-needed', '1', '--price-per-file-cents', '75'],
      ...['--description', 'A tea cup on a table, seen from above.', '--wait'],
    ]);
    await succeed(service, ['jobs', 'list', '--status', 'completed', '--limit', '1', '--all']);
  },
};

function argumentsOfCall({ operation, ids, payload, idempotency_key, wait }: Call): string[] {
  const found = Object.entries(operationCommands).find(([, one]) => one.operationId === operation);
  if (found === undefined) throw new Error(`no command for ${operation}`);
  const [words, { flags }] = found;
  return [
    ...words.split(' '),
    ...(ids as string[]),
    ...argumentsOf(payload ?? {}, flags),
    ...(idempotency_key === undefined ? [] : ['--idempotency-key', idempotency_key]),
    ...(wait === undefined ? [] : ['--long-poll', String(wait)]),
  ];
}

function runAgainst({ url, apiKey }: Service, parameters: readonly string[]): Promise<Ended> {
  return run(parameters, { FIRSTHAND_BASE_URL: url, FIRSTHAND_API_KEY: apiKey });
}

async function succeed(service: Service, parameters: readonly string[]): Promise<void> {
  const { code, error } = await runAgainst(service, parameters);
  if (code !== EXIT.success) throw new Error(`firsthand ${parameters.join(' ')}: ${error}`);
}
