import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { docsFolder, rootFolder } from '../paths.ts';
import type { Problem } from '../problem.ts';
import { checkTypes } from './check-types.ts';
import { runSnippets } from './run-snippets.ts';
import { snippetsOf } from './snippet.ts';

/** What the check of all code blocks came to. */
export interface SnippetReport {
  readonly problems: readonly Problem[];
  readonly checked: number;
  readonly run: number;
}

/**
 * Extracts the TypeScript blocks of the pages, type-checks each against the built packages, and runs those
 * marked `run`.
 *
 * @param pages paths from the root of the repository
 */
export async function checkSnippets(pages: readonly string[]): Promise<SnippetReport> {
  const found = await Promise.all(
    pages.map(async (page) => snippetsOf(page, await readFile(`${rootFolder}/${page}`, 'utf8'))),
  );
  const snippets = found.flatMap((each) => each.snippets);
  // Inside of this package, where the packages and the frameworks of the guides can be imported.
  const folder = `${docsFolder}/.snippets`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const { fileName, source } of snippets) await writeFile(`${folder}/${fileName}`, source);
  return {
    problems: [
      ...found.flatMap((each) => each.problems),
      ...checkTypes(snippets, folder),
      ...(await runSnippets(snippets, folder)),
    ],
    checked: snippets.length,
    run: snippets.filter(({ isRun }) => isRun).length,
  };
}
