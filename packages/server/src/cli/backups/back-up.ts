import { join, resolve } from 'node:path';
import { counted } from '@firsthandapi/engine/host';
import { KEYS_FILE } from '../../backup/backup-format.ts';
import { type CreatedBackup, createBackup } from '../../backup/create-backup.ts';
import { verifyArchive } from '../../backup/verify-archive.ts';
import type { Configuration } from '../../configuration.ts';
import { openStorage } from '../../files/open-storage.ts';
import { UsageError } from '../../operator/usage-error.ts';
import {
  JSON_OPTION,
  parseArguments,
  rowsOf,
  SECRET_OPTIONS,
  secretOf,
  type Values,
} from './backup-arguments.ts';

/** `backup <target folder>`: returns what was made, as a sentence or as JSON. */
export async function backUp(
  configuration: Configuration,
  words: readonly string[],
): Promise<string> {
  const { values, place } = parseArguments('backup', words, {
    ...SECRET_OPTIONS,
    ...JSON_OPTION,
    verify: { type: 'boolean' },
    'keys-only': { type: 'boolean' },
  });
  if (values.verify && values['keys-only']) {
    throw new UsageError('backup takes --verify or --keys-only, not both');
  }
  const made = await make(configuration, resolve(place), values);
  return values.json ? asJson(made) : asSentence(made, configuration.keyringFile);
}

async function make(
  configuration: Configuration,
  target: string,
  values: Values,
): Promise<MadeBackup> {
  const secret = secretOf('backup', values);
  const created = await createBackup({
    store: configuration.store,
    files: await openStorage(configuration),
    target,
    secret,
    keysOnly: values['keys-only'] === true,
  });
  const keys = join(target, KEYS_FILE);
  const { archive } = created;
  const isVerified = values.verify === true && archive !== undefined;
  if (isVerified) await verifyArchive(archive, keys, secret);
  return { ...created, keys, isVerified };
}

/** A backup that was made, the path of its keys, and whether it was read again from beginning to end. */
interface MadeBackup extends CreatedBackup {
  readonly keys: string;
  readonly isVerified: boolean;
}

function asJson({ archive, keys, bytes, summary, isVerified }: MadeBackup): string {
  return JSON.stringify({
    archive: archive ?? null,
    keys,
    bytes,
    rows: rowsOf(summary),
    files: summary.files,
    verified: isVerified,
  });
}

function asSentence(
  { archive, keys, bytes, summary, isVerified }: MadeBackup,
  keyringFile: string,
): string {
  if (archive === undefined) return `Replaced ${keys}.`;
  const content = `${counted(rowsOf(summary), 'row')} and ${counted(summary.files, 'file')}`;
  return `Backed up ${content} to ${archive} (${counted(bytes, 'byte')})${isVerified ? ', and verified it' : ''}. The keyring is not in it: keep a copy of ${keyringFile} elsewhere.`;
}
