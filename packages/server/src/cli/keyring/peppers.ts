import { parseArgs } from 'node:util';
import { counted } from '@firsthandapi/engine/host';
import type { Configuration } from '../../configuration.ts';
import { currentVersion } from '../../keyring/key-material.ts';
import { openKeyringFile } from '../../keyring/open-keyring.ts';
import { keysPerPepper } from '../../keyring/pepper-usage.ts';
import { type Retirement, retirePepper } from '../../keyring/retire-pepper.ts';
import { UsageError } from '../../operator/usage-error.ts';
import { withStore } from '../../operator/with-store.ts';

/** Returns a table of the peppers in the keyring and in stored hashes, with the number of API keys that depend on each. */
export async function describePeppers(configuration: Configuration): Promise<string> {
  const now = Date.now();
  const { peppers } = (await openKeyringFile(configuration)).load();
  const keys = await withStore(configuration, (store) => keysPerPepper(store, now));
  const current = currentVersion(peppers, now).version;
  const rowOf = (version: number, state: string) =>
    `${String(version).padEnd(8)} ${state.padEnd(38)} ${keys.get(version) ?? 0}`;
  const known = peppers.map(({ version, activeFrom }) =>
    rowOf(version, stateOf(version, current, activeFrom)),
  );
  const unknown = [...keys.keys()]
    .filter((version) => peppers.every((pepper) => pepper.version !== version))
    .sort((a, b) => a - b)
    .map((version) => rowOf(version, 'not in the keyring: these keys fail'));
  return ['Pepper   State                                  API keys', ...known, ...unknown].join(
    '\n',
  );
}

/** Removes an old pepper from the keyring, and returns a sentence that says so. */
export async function retire(
  configuration: Configuration,
  retirement: Retirement,
): Promise<string> {
  const file = await openKeyringFile(configuration);
  await withStore(configuration, (store) => retirePepper(file, store, retirement, Date.now()));
  const { version, stoppingKeys } = retirement;
  const ended = ` ${counted(stoppingKeys, 'API key')} ${stoppingKeys === 1 ? 'stops' : 'stop'}`;
  return `Pepper ${version} is retired; running servers drop it within about a minute.${stoppingKeys === 0 ? '' : `${ended} working with it.`} Back up ${file.path}.`;
}

/** Parses the arguments of `retire-pepper`. Throws a `UsageError` that shows the right form. */
export function retirementOf(parameters: readonly string[]): Retirement {
  const { positionals, values } = parseWords(parameters);
  const [version = ''] = positionals;
  if (positionals.length !== 1 || !isNumber(version)) {
    throw new UsageError(
      'retire-pepper needs the version of one pepper, for example: retire-pepper 1',
    );
  }
  const keys = values['stop-keys'];
  if (keys !== undefined && !isNumber(keys)) {
    throw new UsageError(
      '--stop-keys needs the number of API keys that stop working, as shown by the peppers command',
    );
  }
  return { version: Number(version), stoppingKeys: Number(keys ?? 0) };
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { 'stop-keys': { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function isNumber(word: string): boolean {
  return /^\d{1,9}$/.test(word);
}

function stateOf(version: number, current: number, activeFrom: number): string {
  if (version === current) return 'hashes new API keys';
  if (version < current) return 'for earlier API keys only';
  return `takes effect at ${new Date(activeFrom).toISOString()}`;
}
