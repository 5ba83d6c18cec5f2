import { typeErrors } from '@firsthandapi/test-support/type-errors';
import type { Problem } from '../report/problem.ts';
import { pageLineOf, type Snippet } from './snippet.ts';

/** Type-checks snippets as files of a folder from which the packages can be imported. */
export function checkTypes(snippets: readonly Snippet[], folder: string): Problem[] {
  const byPath = new Map(snippets.map((snippet) => [`${folder}/${snippet.fileName}`, snippet]));
  const sources = new Map(Array.from(byPath, ([path, { source }]) => [path, source]));
  return typeErrors(sources).map(({ path, line, message }): Problem => {
    const snippet = path === undefined ? undefined : byPath.get(path);
    if (snippet === undefined) return { file: path ?? folder, line: undefined, message };
    return { file: snippet.page, line: pageLineOf(snippet, line), message };
  });
}
