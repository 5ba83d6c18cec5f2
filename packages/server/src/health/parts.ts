import { access, constants, statfs } from 'node:fs/promises';
import { UnavailableError } from '@firsthandapi/engine';
import { fileProblem } from '../disk/file-errors.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { Part } from './readiness.ts';

const MEGABYTE = 1_048_576;

/** Whether the database takes a write. Reading alone would miss a full disk, a standby and a locked file. */
export function databasePart(store: Pick<SqlStore, 'beat'>): Part {
  return {
    name: 'database',
    async check() {
      try {
        await store.beat(Date.now());
        return undefined;
      } catch (error) {
        // Messages of other errors may quote addresses or statements.
        return error instanceof UnavailableError ? error.message : 'The database cannot be used';
      }
    },
  };
}

/**
 * Whether the data folder and others in it can be written to, and there are at least `minFreeMegabytes` of free space; 0
 * requires none.
 */
export function diskPart(
  dataFolder: string,
  folders: readonly string[],
  minFreeMegabytes: number,
): Part {
  return {
    name: 'disk',
    async check() {
      try {
        for (const folder of [dataFolder, ...folders]) {
          await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
        }
        return await spaceProblem(dataFolder, minFreeMegabytes);
      } catch (error) {
        return `DATA_DIR cannot be used: ${fileProblem(error)}`;
      }
    },
  };
}

async function spaceProblem(folder: string, fewestMegabytes: number): Promise<string | undefined> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  return free < fewestMegabytes
    ? `DATA_DIR has ${free} MB of free space; MIN_FREE_DISK_MB requires ${fewestMegabytes}`
    : undefined;
}
