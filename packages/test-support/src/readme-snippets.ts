import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeBlocksOf, moduleOf, pageLineOf } from './markdown-code-blocks.ts';
import { typeErrors } from './type-errors.ts';

/** The outcome of compiling a README's TypeScript blocks. */
export interface ReadmeCheck {
  /** How many blocks were compiled. */
  readonly snippets: number;
  /** The compiler's errors, each with its line of the README. */
  readonly errors: readonly string[];
}

/**
 * Compiles each TypeScript block of a package's README as a module of that package, so that it imports what the
 * package publishes.
 *
 * @param packageFolder absolute path of the folder with the README; its package must be built
 */
export function checkReadmeSnippets(packageFolder: string): ReadmeCheck {
  const blocks = codeBlocksOf(readFileSync(join(packageFolder, 'README.md'), 'utf8'))
    .filter(({ language }) => language === 'ts')
    .map((block) => ({ ...block, path: join(packageFolder, `readme-${block.line}.ts`) }));
  const files = new Map(blocks.map(({ path, ...block }) => [path, moduleOf(block)]));
  const errors = typeErrors(files).map(({ path, line, message }) => {
    const block = blocks.find((each) => each.path === path);
    return `${block ? `README.md:${pageLineOf(block, line)}` : `${path}:${line}`} ${message}`;
  });
  return { snippets: blocks.length, errors };
}
