import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Runs a program that sends no requests.
 *
 * @param folder where the program may write files, if it can
 */
export async function withoutService<T>(
  folder: string | undefined,
  run: (settings: object) => Promise<T>,
): Promise<T> {
  return run({ folder: folder && (await mkdtemp(join(folder, 'files-'))) });
}
