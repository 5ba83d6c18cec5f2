/** A fenced code block of a Markdown page. */
export interface CodeBlock {
  /** The first word after the fence. */
  readonly language: string;
  /** The rest of the line after the language. */
  readonly info: string;
  readonly code: string;
  /** Line number of the first line of code, from 1. */
  readonly line: number;
  /** Code that a comment before the block prepends: `<!-- preamble`, lines of code, `-->`. */
  readonly preamble: { readonly code: string; readonly line: number } | undefined;
  /** The output of running it, when a block `text output` follows. */
  readonly output: string | undefined;
}

type Part =
  | { readonly kind: 'block'; readonly block: Omit<CodeBlock, 'preamble' | 'output'> }
  | { readonly kind: 'preamble'; readonly code: string; readonly line: number }
  | { readonly kind: 'prose' };

/** Returns the fenced code blocks of a Markdown page, with their preambles and outputs. */
export function codeBlocksOf(markdown: string): CodeBlock[] {
  const parts = partsOf(markdown.split('\n'));
  return parts.flatMap((part, index) => {
    if (part.kind !== 'block') return [];
    const before = parts[index - 1];
    const after = parts[index + 1];
    const isOutput = after?.kind === 'block' && after.block.info === 'output';
    return {
      ...part.block,
      preamble: before?.kind === 'preamble' ? { code: before.code, line: before.line } : undefined,
      output: isOutput ? after.block.code : undefined,
    };
  });
}

function partsOf(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const fence = /^(\s*)(`{3,}|~{3,})\s*(\S*)\s*(.*)$/.exec(line);
    if (fence !== null) {
      const [, indent = '', marks = '', language = '', info = ''] = fence;
      const end = indexOf(lines, index + 1, (each) => each.trim() === marks);
      const code = lines.slice(index + 1, end).map((each) => withoutIndent(each, indent));
      const block = { language, info: info.trim(), code: code.join('\n'), line: index + 2 };
      parts.push({ kind: 'block', block });
      index = end + 1;
    } else if (line.trim() === '<!-- preamble') {
      const end = indexOf(lines, index + 1, (each) => each.trim() === '-->');
      const code = lines.slice(index + 1, end).join('\n');
      parts.push({ kind: 'preamble', code, line: index + 2 });
      index = end + 1;
    } else {
      // Blank lines keep a preamble with its block; prose separates them.
      if (line.trim() !== '') parts.push({ kind: 'prose' });
      index += 1;
    }
  }
  return parts;
}

function indexOf(lines: readonly string[], from: number, isEnd: (line: string) => boolean): number {
  const index = lines.findIndex((line, at) => at >= from && isEnd(line));
  return index === -1 ? lines.length : index;
}

function withoutIndent(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
}
