import type { ErasureRecord } from '@firsthandapi/engine';
import type { StoredRow } from '../storage/snapshot/copied-tables.ts';
import { readArchive } from './archive-reader.ts';
import type { Manifest } from './backup-format.ts';
import type { FillPlan } from './fill-plan.ts';
import { BackupError } from './sealed-backup.ts';

/** Returns the manifest of the keys file. Throws a `BackupError` when it has none. */
export async function manifestOfKeys({ keys, secret }: FillPlan): Promise<Manifest> {
  let found: Manifest | undefined;
  await readArchive(keys, 'keys', secret, {
    manifest: (manifest) => {
      found = manifest;
    },
    rows: () => {},
  });
  if (found === undefined) throw new BackupError(`${keys} has no manifest`);
  return found;
}

/** Returns the record of an erasure that a keys file has as a row. */
export function erasureOf(row: StoredRow): ErasureRecord {
  const parsed = (name: string) => JSON.parse(String(row[name]));
  return {
    ...row,
    target: parsed('target'),
    erased: parsed('erased'),
    retained: parsed('retained'),
  } as unknown as ErasureRecord;
}
