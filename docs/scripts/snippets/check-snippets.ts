import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { docsFolder, rootFolder } from '../pages/paths.ts';
import type { Problem } from '../report/problem.ts';
import { checkTypes } from './check-types.ts';
import { runSnippets } from './run-snippets.ts';
import { snippetsOf } from './snippet.ts';

/** The outcome of checking all code blocks. */
export interface SnippetReport {
  readonly problems: readonly Problem[];
  readonly checked: number;
  readonly run: number;
}

/**
 * Type-checks the TypeScript blocks of pages against the built packages, and runs those marked `run`.
 *
 * @param pages paths from the root of the repository
 */
export async function checkSnippets(pages: readonly string[]): Promise<SnippetReport> {
  const found = await Promise.all(
    pages.map(async (page) => snippetsOf(page, await readFile(`${rootFolder}/${page}`, 'utf8'))),
  );
  const snippets = found.flatMap((each) => each.snippets);
  // Inside this package, whose dependencies the snippets import.
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
