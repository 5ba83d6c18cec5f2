import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { docsFolder, rootFolder } from '../pages/paths.ts';
import type { Problem } from '../report/problem.ts';
import { checkTypes } from './check-types.ts';
import { runServedSnippets } from './run-served-snippets.ts';
import { runSnippets } from './run-snippets.ts';
import { snippetsOf } from './snippet.ts';

/** The outcome of checking all code blocks. */
export interface SnippetReport {
  readonly problems: readonly Problem[];
  readonly checked: number;
  readonly run: number;
}

/**
 * Type-checks the TypeScript blocks of pages against the built packages, checks the syntax of Python and shell blocks,
 * and runs those marked `run`.
 *
 * @param pages paths from the root of the repository
 */
export async function checkSnippets(pages: readonly string[]): Promise<SnippetReport> {
  const read = await Promise.all(
    pages.map(async (page) => ({
      page,
      markdown: await readFile(`${rootFolder}/${page}`, 'utf8'),
    })),
  );
  const found = read.map(({ page, markdown }) => snippetsOf(page, markdown));
  const snippets = found.flatMap((each) => each.snippets);
  // Inside this package, whose dependencies the snippets import.
  const folder = `${docsFolder}/.snippets`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const { fileName, source } of snippets) await writeFile(`${folder}/${fileName}`, source);
  const served = await runServedSnippets(read);
  return {
    problems: [
      ...served.problems,
      ...found.flatMap((each) => each.problems),
      ...checkTypes(snippets, folder),
      ...(await runSnippets(snippets, folder)),
    ],
    checked: snippets.length,
    run: snippets.filter(({ isRun }) => isRun).length + served.run,
  };
}
