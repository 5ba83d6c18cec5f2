import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { counted } from '@firsthandapi/engine/host';
import { KEYS_FILE } from '../backup/backup-format.ts';
import { BackupSecret } from '../backup/backup-secret.ts';
import { createBackup } from '../backup/create-backup.ts';
import { pruneBackups } from '../backup/prune-backups.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { verifyArchive } from '../backup/verify-archive.ts';
import type { Configuration } from '../configuration.ts';
import { openStorage } from '../files/open-storage.ts';
import { UsageError } from '../operator/usage-error.ts';

const SECRET_OPTIONS = {
  'key-file': { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const;
const JSON_OPTION = { json: { type: 'boolean' } } as const;

/** `backup <target folder>`: returns what was made, as a sentence or as JSON. */
export async function backUp(
  configuration: Configuration,
  words: readonly string[],
): Promise<string> {
  const { values, place } = parse('backup', words, {
    ...SECRET_OPTIONS,
    ...JSON_OPTION,
    verify: { type: 'boolean' },
    'keys-only': { type: 'boolean' },
  });
  if (values.verify && values['keys-only']) {
    throw new UsageError('backup takes --verify or --keys-only, not both');
  }
  const target = resolve(place);
  const secret = secretOf('backup', values);
  const { archive, bytes, summary } = await createBackup({
    store: configuration.store,
    files: await openStorage(configuration),
    target,
    secret,
    keysOnly: values['keys-only'] === true,
  });
  const keys = join(target, KEYS_FILE);
  const isVerified = values.verify === true && archive !== undefined;
  if (isVerified) await verifyArchive(archive, keys, secret);
  const rows = sum(summary.rows);
  const { files } = summary;
  if (values.json) {
    return JSON.stringify({
      archive: archive ?? null,
      keys,
      bytes,
      rows,
      files,
      verified: isVerified,
    });
  }
  if (archive === undefined) return `Replaced ${keys}.`;
  return `Backed up ${counted(rows, 'row')} and ${counted(files, 'file')} to ${archive} (${counted(bytes, 'byte')})${isVerified ? ', and verified it' : ''}. The keyring is not in it: keep a copy of ${configuration.keyringFile} elsewhere.`;
}

/** `restore <archive>`: returns what was restored, as a sentence or as JSON. */
export async function restore(
  configuration: Configuration,
  words: readonly string[],
): Promise<string> {
  const { values, place } = parse('restore', words, {
    ...SECRET_OPTIONS,
    ...JSON_OPTION,
    keys: { type: 'string' },
  });
  const archive = resolve(place);
  const keys = values.keys ?? join(dirname(archive), KEYS_FILE);
  if (!existsSync(keys)) {
    throw new UsageError(`There is no keys file ${keys}; give its path with --keys`);
  }
  const secret = secretOf('restore', values);
  const { manifest, summary, withoutKey, erasures } = await restoreBackup(configuration, {
    archive,
    keys,
    secret,
  });
  const rows = sum(summary.rows);
  const { files } = summary;
  const createdAt = new Date(manifest.created_at).toISOString();
  if (values.json) {
    const repeated = erasures.length;
    return JSON.stringify({
      created_at: createdAt,
      rows,
      files,
      erasures: repeated,
      without_key: withoutKey,
    });
  }
  return `Restored ${counted(rows, 'row')} and ${counted(files, 'file')} of ${createdAt}, and repeated ${counted(erasures.length, 'erasure')} completed since. Organizations that cannot be read, since their keys no longer exist: ${withoutKey}.`;
}

/** `prune <target folder> --keep <number>`: returns what was removed, as a sentence or as JSON. */
export async function prune(words: readonly string[]): Promise<string> {
  const { values, place } = parse('prune', words, { ...JSON_OPTION, keep: { type: 'string' } });
  if (!/^[1-9]\d{0,5}$/.test(String(values.keep))) {
    throw new UsageError('prune needs --keep with the number of archives that stay, from 1');
  }
  const pruned = await pruneBackups(resolve(place), Number(values.keep));
  if (values.json) return JSON.stringify(pruned);
  return `Removed ${counted(pruned.removed.length, 'archive')} and kept ${pruned.kept.length}.`;
}

interface Values {
  readonly [name: string]: string | boolean | undefined;
  readonly 'key-file'?: string;
  readonly 'passphrase-file'?: string;
  readonly keys?: string;
}

function parse(
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
    const [place] = positionals;
    if (positionals.length !== 1 || place === undefined) {
      throw new UsageError(`${command} needs one path, for example: ${EXAMPLES[command]}`);
    }
    return { values: values as Values, place };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}

/** One example of each command, as the help shows it. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  backup: 'backup /backups --key-file /etc/firsthandapi/backup.key --verify',
  restore:
    'restore /backups/firsthandapi-20260102T030405678Z.fhbackup --key-file /etc/firsthandapi/backup.key',
  prune: 'prune /backups --keep 14',
};

function secretOf(command: string, values: Values): BackupSecret {
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

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
