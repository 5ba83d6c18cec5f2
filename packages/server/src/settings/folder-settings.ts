import { join } from 'node:path';
import { filled, integer, type ValuesOf } from './setting.ts';

export const folderSettings = {
  DATA_DIR: {
    meaning: 'Folder of the SQLite file, the keyring and sealed files',
    default: './data',
    schema: filled,
  },
  KEYRING_FILE: {
    meaning: 'Peppers and data keys; the same file for every process on one database',
    default: 'DATA_DIR/keyring.json',
    schema: filled,
  },
  MIN_FREE_DISK_MB: {
    meaning: '/readyz is 503 while DATA_DIR has less free space; 0 turns that off',
    default: '32',
    schema: integer(0, 1_000_000),
  },
} as const;

type Values = ValuesOf<typeof folderSettings>;

/** The server's own folder. */
export interface FolderConfiguration {
  readonly dataFolder: string;
  readonly keyringFile: string;
  /** `/readyz` is 503 while the data folder has less free space, in megabytes; 0 turns that off. */
  readonly minFreeDiskMegabytes: number;
}

export function readFolder(values: Values): FolderConfiguration {
  const dataFolder = values.DATA_DIR ?? './data';
  return {
    dataFolder,
    keyringFile: values.KEYRING_FILE ?? join(dataFolder, 'keyring.json'),
    minFreeDiskMegabytes: values.MIN_FREE_DISK_MB ?? 32,
  };
}
