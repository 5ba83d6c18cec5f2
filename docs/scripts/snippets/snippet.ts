import {
  type CodeBlock,
  codeBlocksOf,
  hasMark,
  moduleOf,
  pageLineOf as pageLineOfBlock,
} from '@firsthandapi/test-support/markdown-code-blocks';
import type { Problem } from '../report/problem.ts';

/** A TypeScript block of the documentation, as a file of its own. */
export interface Snippet {
  /** The page, as a path from the root of the repository. */
  readonly page: string;
  readonly block: CodeBlock;
  /** The file's name, unique among all snippets. */
  readonly fileName: string;
  readonly source: string;
  readonly isRun: boolean;
  /** What runs it: the test runner that it imports, or Node. */
  readonly runner: 'node' | 'vitest' | 'jest';
}

/** Returns the snippets of a page's TypeScript blocks, and what is wrong with the marks of its blocks. */
export function snippetsOf(
  page: string,
  markdown: string,
): { snippets: Snippet[]; problems: Problem[] } {
  const snippets: Snippet[] = [];
  const problems: Problem[] = hiddenCodeOf(page, markdown);
  for (const block of codeBlocksOf(markdown)) {
    if (!['ts', 'typescript', 'tsx'].includes(block.language)) continue;
    if (/^no-check\b/.test(block.info)) {
      const hasReason = /^no-check:\s*\S+/.test(block.info);
      if (!hasReason) problems.push(problem(page, block, 'no-check needs a reason: `no-check: …`'));
      continue;
    }
    const isRun = hasMark(block, 'run');
    if (block.output !== undefined && !isRun) {
      problems.push(problem(page, block, 'shows an output but is not marked `run`'));
    }
    for (const mark of unknownMarksOf(block)) {
      problems.push(problem(page, block, `has the unknown mark \`${mark}\`: use \`run\` or none`));
    }
    snippets.push(snippetOf(page, block, isRun));
  }
  return { snippets, problems };
}

/** Returns the line of the page that a line of the snippet's file (from 1) comes from. */
export function pageLineOf({ block }: Snippet, line: number): number {
  return pageLineOfBlock(block, line);
}

function snippetOf(page: string, block: CodeBlock, isRun: boolean): Snippet {
  const runner = runnerOf(block.code);
  const name = `${page.replace(/\.md$/, '').replace(/[^a-zA-Z0-9]+/g, '-')}-${block.line}`;
  return {
    page,
    block,
    fileName: `${name}${runner === 'node' ? '' : '.test'}.${block.language === 'tsx' ? 'tsx' : 'ts'}`,
    source: moduleOf(block),
    isRun,
    runner,
  };
}

function runnerOf(code: string): Snippet['runner'] {
  if (code.includes("from 'vitest'")) return 'vitest';
  return code.includes("from '@jest/globals'") ? 'jest' : 'node';
}

/** A label such as `[Express]` names the block's tab. */
function unknownMarksOf({ info }: CodeBlock): string[] {
  const [marks = ''] = info.split('[', 1);
  return marks.split(/\s+/).filter((mark) => mark !== '' && mark !== 'run');
}

/** Readers copy what they see, so a comment must not hold code that a snippet needs. */
function hiddenCodeOf(page: string, markdown: string): Problem[] {
  return markdown.split('\n').flatMap((line, index) =>
    /^\s*<!--\s*(preamble|setup)\b/.test(line)
      ? [
          {
            file: page,
            line: index + 1,
            message: 'hides code: write it into the blocks that need it',
          },
        ]
      : [],
  );
}

function problem(file: string, block: CodeBlock, message: string): Problem {
  return { file, line: block.line - 1, message };
}
