import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of all examples. */
export const EXAMPLES = join(import.meta.dirname, '..', '..');

/** An example without a folder: the README's and the guides' own lines. */
export const NEWCOMER = 'newcomer';

/** Folders beside the examples that are members of the workspace: its own tests run them. */
const MEMBERS: readonly string[] = ['quickstart', 'runner'];

/**
 * The names of the examples to run: those that were asked for, or all.
 *
 * @throws Error that names what there is, when there is no such example
 */
export async function chooseExamples(wanted: readonly string[]): Promise<readonly string[]> {
  const all = await findExamples();
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length === 0) return wanted.length === 0 ? all : wanted;
  throw new Error(`There is no example ${unknown.join(', ')}; there are ${all.join(', ')}`);
}

/** What a newcomer does, and every folder, so that a new example cannot be forgotten. */
async function findExamples(): Promise<readonly string[]> {
  const entries = await readdir(EXAMPLES, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() && !MEMBERS.includes(entry.name))
    .map(({ name }) => name)
    .sort();
  return [NEWCOMER, ...folders];
}
