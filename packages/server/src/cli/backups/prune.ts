import { resolve } from 'node:path';
import { counted } from '@firsthandapi/engine/host';
import { pruneBackups } from '../../backup/prune-backups.ts';
import { UsageError } from '../../operator/usage-error.ts';
import { JSON_OPTION, parseArguments } from './backup-arguments.ts';

/** `prune <target folder> --keep <number>`: returns what was removed, as a sentence or as JSON. */
export async function prune(words: readonly string[]): Promise<string> {
  const { values, place } = parseArguments('prune', words, {
    ...JSON_OPTION,
    keep: { type: 'string' },
  });
  if (!/^[1-9]\d{0,5}$/.test(String(values.keep))) {
    throw new UsageError('prune needs --keep with the number of archives that stay, from 1');
  }
  const pruned = await pruneBackups(resolve(place), Number(values.keep));
  if (values.json) return JSON.stringify(pruned);
  return `Removed ${counted(pruned.removed.length, 'archive')} and kept ${pruned.kept.length}.`;
}
