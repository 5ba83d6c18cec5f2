import { parseArgs } from 'node:util';
import type { Summary } from '../../backup/backup-format.ts';
import { BackupSecret } from '../../backup/backup-secret.ts';
import { UsageError } from '../../operator/usage-error.ts';

/** Options of the commands that seal or open a backup. */
export const SECRET_OPTIONS = {
  'key-file': { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const;
/** The option of every command about backups. */
export const JSON_OPTION = { json: { type: 'boolean' } } as const;

/** The options that were given, by their names. */
export interface Values {
  readonly [name: string]: string | boolean | undefined;
  readonly 'key-file'?: string;
  readonly 'passphrase-file'?: string;
  readonly keys?: string;
}

/** Parses the one path and the options of a command. Throws a `UsageError` that shows the right form. */
export function parseArguments(
  command: string,
  words: readonly string[],
  options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>,
): { readonly values: Values; readonly place: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options,
    });
    return { values: values as Values, place: onlyPlace(command, positionals) };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}

function onlyPlace(command: string, places: readonly string[]): string {
  const [place] = places;
  if (places.length === 1 && place !== undefined) return place;
  throw new UsageError(`${command} needs one path, for example: ${EXAMPLES[command]}`);
}

/** One example of each command, as the help shows it. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  backup: 'backup /backups --key-file /etc/firsthandapi/backup.key --verify',
  restore:
    'restore /backups/firsthandapi-20260102T030405678Z.fhbackup --key-file /etc/firsthandapi/backup.key',
  prune: 'prune /backups --keep 14',
};

/** Returns the secret that the options name. Throws a `UsageError` unless it is exactly one. */
export function secretOf(command: string, values: Values): BackupSecret {
  const { 'key-file': key, 'passphrase-file': passphrase } = values;
  if ((key === undefined) === (passphrase === undefined)) {
    throw new UsageError(
      `${command} needs --key-file or --passphrase-file, for example: ${EXAMPLES[command]}`,
    );
  }
  return key === undefined
    ? new BackupSecret({ kind: 'passphrase', path: String(passphrase) })
    : new BackupSecret({ kind: 'key', path: key });
}

/** Returns how many rows the tables of a backup have together. */
export function rowsOf({ rows }: Summary): number {
  return Object.values(rows).reduce((total, count) => total + count, 0);
}
