import { mkdir, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { ToolError } from '../results/tool-error.ts';

/**
 * Creates a folder within a root, and returns its path without symbolic links.
 *
 * @param root the folder that the user chose
 * @param folder a path relative to it, from a model
 * @throws ToolError when the path leaves the root, itself or through a symbolic link
 */
export async function safeFolder(root: string, folder: string): Promise<string> {
  const base = await realpath(root);
  const target = resolve(base, folder);
  if (isAbsolute(folder) || folder.includes('\0') || !isWithin(base, target)) throw outside();
  let path = base;
  // One step at a time, so that nothing is created behind a link that leads elsewhere.
  for (const name of relative(base, target).split(sep).filter(Boolean)) {
    const next = resolve(path, name);
    await mkdir(next).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    path = await realpath(next);
    if (!isWithin(base, path)) throw outside();
  }
  return path;
}

function isWithin(base: string, path: string): boolean {
  const way = relative(base, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function outside(): ToolError {
  return new ToolError(
    'directory must be a path within the download folder, such as "cups". Only the user can choose another download folder (--download-folder).',
  );
}
