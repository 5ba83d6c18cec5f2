// Takes the place of disk.ts in the build for the web.
import { noFileSystem } from './no-file-system.ts';

async function refuse(): Promise<never> {
  throw noFileSystem();
}

export const openPathSink = refuse;
export const downloadJobFiles = refuse;
