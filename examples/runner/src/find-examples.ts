import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of all examples. */
export const EXAMPLES = join(import.meta.dirname, '..', '..');

/** A check without a folder: the lines of the README and the guides. */
export const NEWCOMER = 'newcomer';

/** Folders that are part of the workspace, whose tests run with it. */
const MEMBERS: readonly string[] = ['live', 'quickstart', 'runner'];

/**
 * Returns the names of the examples to run: the requested ones, or all.
 *
 * @throws Error that lists the known examples when one is unknown
 */
export async function chooseExamples(wanted: readonly string[]): Promise<readonly string[]> {
  const all = await findExamples();
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length === 0) return wanted.length === 0 ? all : wanted;
  throw new Error(`Unknown example ${unknown.join(', ')}: expected ${all.join(', ')}`);
}

/** The newcomer check and every folder, so that no new example can be forgotten. */
async function findExamples(): Promise<readonly string[]> {
  const entries = await readdir(EXAMPLES, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() && !MEMBERS.includes(entry.name))
    .map(({ name }) => name)
    .sort();
  return [NEWCOMER, ...folders];
}
