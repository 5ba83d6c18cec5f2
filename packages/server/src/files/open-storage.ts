import { join } from 'node:path';
import { FolderStorage } from './folder-storage.ts';
import type { SealedStorage } from './sealed-storage.ts';

/** What decides where sealed files lie. */
export interface StorageLocation {
  readonly dataFolder: string;
}

/** Returns the storage of a server's sealed files, which exists. */
export async function openStorage({ dataFolder }: StorageLocation): Promise<SealedStorage> {
  return new FolderStorage(filesFolderOf(dataFolder));
}

/** Returns the folder of sealed files in a data folder. */
export function filesFolderOf(dataFolder: string): string {
  return join(dataFolder, 'files');
}
