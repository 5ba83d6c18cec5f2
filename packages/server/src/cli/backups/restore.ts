import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { counted } from '@firsthandapi/engine/host';
import { KEYS_FILE, type Manifest } from '../../backup/backup-format.ts';
import type { Filled } from '../../backup/fill-plan.ts';
import { restoreBackup } from '../../backup/restore-backup.ts';
import type { Configuration } from '../../configuration.ts';
import { UsageError } from '../../operator/usage-error.ts';
import {
  JSON_OPTION,
  parseArguments,
  rowsOf,
  SECRET_OPTIONS,
  secretOf,
} from './backup-arguments.ts';

/** `restore <archive>`: returns what was restored, as a sentence or as JSON. */
export async function restore(
  configuration: Configuration,
  words: readonly string[],
): Promise<string> {
  const { values, place } = parseArguments('restore', words, {
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
  const restored = await restoreBackup(configuration, { archive, keys, secret });
  return values.json ? asJson(restored) : asSentence(restored);
}

function asJson({ manifest, summary, withoutKey, erasures }: Filled): string {
  return JSON.stringify({
    created_at: timeOf(manifest),
    rows: rowsOf(summary),
    files: summary.files,
    erasures: erasures.length,
    without_key: withoutKey,
  });
}

function asSentence({ manifest, summary, withoutKey, erasures }: Filled): string {
  const content = `${counted(rowsOf(summary), 'row')} and ${counted(summary.files, 'file')}`;
  return `Restored ${content} of ${timeOf(manifest)}, and repeated ${counted(erasures.length, 'erasure')} completed since. Organizations that cannot be read, since their keys no longer exist: ${withoutKey}.`;
}

function timeOf({ created_at }: Manifest): string {
  return new Date(created_at).toISOString();
}
