import { type CodeBlock, codeBlocksOf } from '@firsthandapi/test-support/markdown-code-blocks';
import type { Problem } from '../problem.ts';

/** A TypeScript block of the documentation as a file of its own. */
export interface Snippet {
  /** The page, as a path from the root of the repository. */
  readonly page: string;
  readonly block: CodeBlock;
  /** The file's name; two snippets never share one. */
  readonly fileName: string;
  readonly source: string;
  readonly isRun: boolean;
  /** What runs it: a test runner that it imports, or Node alone. */
  readonly runner: 'node' | 'vitest' | 'jest';
}

/** What a page's TypeScript blocks come to: snippets to check, and blocks that say wrong things of themselves. */
export function snippetsOf(
  page: string,
  markdown: string,
): { snippets: Snippet[]; problems: Problem[] } {
  const snippets: Snippet[] = [];
  const problems: Problem[] = [];
  for (const block of codeBlocksOf(markdown)) {
    if (!['ts', 'typescript', 'tsx'].includes(block.language)) continue;
    if (/^no-check\b/.test(block.info)) {
      const hasReason = /^no-check:\s*\S+/.test(block.info);
      if (!hasReason) problems.push(problem(page, block, 'no-check needs a reason: `no-check: …`'));
      continue;
    }
    const isRun = /^run\b/.test(block.info);
    if (block.output !== undefined && !isRun) {
      problems.push(problem(page, block, 'an output is shown, and the block is not marked `run`'));
    }
    snippets.push(snippetOf(page, block, isRun));
  }
  return { snippets, problems };
}

/** The line of the page that a line of the snippet's file (from 1) comes from. */
export function pageLineOf({ block }: Snippet, line: number): number {
  const preambleLines = lineCount(block.preamble?.code);
  if (block.preamble !== undefined && line <= preambleLines) return block.preamble.line + line - 1;
  return block.line + line - 1 - preambleLines;
}

function snippetOf(page: string, block: CodeBlock, isRun: boolean): Snippet {
  const preamble = block.preamble === undefined ? '' : `${block.preamble.code}\n`;
  const runner = runnerOf(block.code);
  const name = `${page.replace(/\.md$/, '').replace(/[^a-zA-Z0-9]+/g, '-')}-${block.line}`;
  return {
    page,
    block,
    fileName: `${name}${runner === 'node' ? '' : '.test'}.${block.language === 'tsx' ? 'tsx' : 'ts'}`,
    // A block is a module, whether it imports something or not.
    source: `${preamble}${block.code}\nexport {};\n`,
    isRun,
    runner,
  };
}

function runnerOf(code: string): Snippet['runner'] {
  if (code.includes("from 'vitest'")) return 'vitest';
  return code.includes("from '@jest/globals'") ? 'jest' : 'node';
}

function problem(file: string, block: CodeBlock, message: string): Problem {
  return { file, line: block.line - 1, message };
}

function lineCount(code: string | undefined): number {
  return code === undefined ? 0 : code.split('\n').length;
}
