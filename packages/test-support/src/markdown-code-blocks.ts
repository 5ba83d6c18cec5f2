/** A fenced code block of a Markdown page. */
export interface CodeBlock {
  /** The first word after the fence. */
  readonly language: string;
  /** The rest of the line after the language. */
  readonly info: string;
  readonly code: string;
  /** Line number of the first line of code, from 1. */
  readonly line: number;
  /**
   * What running it prints, if a `text output` block follows. After a group of tabs, it is what each of them prints,
   * except those in shell, which print the service's response.
   */
  readonly output: string | undefined;
}

type Part =
  | { readonly kind: 'block'; readonly block: Omit<CodeBlock, 'output'> }
  | { readonly kind: 'tabs' | 'end of tabs' | 'prose' };

/** Returns the fenced code blocks of a page, with their outputs. */
export function codeBlocksOf(markdown: string): CodeBlock[] {
  const parts = partsOf(markdown.split('\n'));
  return parts.flatMap((part, index) => {
    if (part.kind !== 'block') return [];
    const { block } = part;
    const output = outputAt(parts, index + 1) ?? outputAfterTabs(parts, index);
    return { ...block, output };
  });
}

/** Returns whether a word is among those after a block's language. */
export function hasMark({ info }: Pick<CodeBlock, 'info'>, mark: string): boolean {
  return info.split(/\s+/).includes(mark);
}

/** Returns a block as a module of its own, with nothing in front of what readers copy. */
export function moduleOf({ code }: Pick<CodeBlock, 'code'>): string {
  // Without an import or export, the compiler would take it for a script.
  return `${code}\nexport {};\n`;
}

/** Returns the line of the page that a line of the block's module (from 1) comes from. */
export function pageLineOf(block: Pick<CodeBlock, 'line'>, line: number): number {
  return block.line + line - 1;
}

function outputAt(parts: readonly Part[], index: number): string | undefined {
  const part = parts[index];
  return part?.kind === 'block' && part.block.info === 'output' ? part.block.code : undefined;
}

function outputAfterTabs(parts: readonly Part[], index: number): string | undefined {
  const part = parts[index];
  if (part?.kind !== 'block' || part.block.language === 'sh') return undefined;
  const end = parts.findIndex(({ kind }, at) => at > index && kind !== 'block');
  return parts[end]?.kind === 'end of tabs' ? outputAt(parts, end + 1) : undefined;
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
    } else {
      // Blank lines do not separate a block from its output; text does.
      if (line.trim() !== '') parts.push({ kind: kindOf(line, parts) });
      index += 1;
    }
  }
  return parts;
}

function kindOf(line: string, before: readonly Part[]): 'tabs' | 'end of tabs' | 'prose' {
  if (/^:{3,}\s*code-group\b/.test(line)) return 'tabs';
  if (!/^:{3,}\s*$/.test(line)) return 'prose';
  const opened = before.findLast(({ kind }) => kind !== 'block');
  return opened?.kind === 'tabs' ? 'end of tabs' : 'prose';
}

function indexOf(lines: readonly string[], from: number, isEnd: (line: string) => boolean): number {
  const index = lines.findIndex((line, at) => at >= from && isEnd(line));
  return index === -1 ? lines.length : index;
}

function withoutIndent(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
}
