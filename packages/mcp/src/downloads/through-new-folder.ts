import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Downloads into a new folder, and then moves each file to its place: that replaces a symbolic link, which a download to that
 * name would follow to wherever it leads. What is complete when the download fails is moved too.
 *
 * @param folder the place of the files
 * @param download saves files in the folder that it is given
 */
export async function throughNewFolder<Result>(
  folder: string,
  download: (folder: string) => Promise<Result>,
): Promise<Result> {
  const staging = await mkdtemp(join(folder, '.firsthandapi-'));
  try {
    try {
      return await download(staging);
    } finally {
      await moveFiles(staging, folder);
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function moveFiles(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) {
    // A name with a dot is a download that was broken off.
    if (!name.startsWith('.')) await rename(join(from, name), join(to, name));
  }
}
