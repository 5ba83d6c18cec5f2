import { describe, expect, it } from 'vitest';
import { codeBlocksOf } from './markdown-code-blocks.ts';

const page = (...lines: string[]) => lines.join('\n');

describe('codeBlocksOf', () => {
  it('returns the language, info, code and line of a code block', () => {
    const markdown = page('# Title', '', '```ts run', 'const one = 1;', 'const two = 2;', '```');
    expect(codeBlocksOf(markdown)).toEqual([
      {
        language: 'ts',
        info: 'run',
        code: 'const one = 1;\nconst two = 2;',
        line: 4,
        preamble: undefined,
        output: undefined,
      },
    ]);
  });

  it('attaches a preamble to the block after it, across blank lines', () => {
    const [block] = codeBlocksOf(
      page('<!-- preamble', 'const a = 1;', '-->', '', '```ts', 'a;', '```'),
    );
    expect(block?.preamble).toEqual({ code: 'const a = 1;', line: 2 });
  });

  it('ignores a preamble that prose separates from the block', () => {
    const [block] = codeBlocksOf(page('<!-- preamble', 'a', '-->', 'Prose.', '```ts', 'a;', '```'));
    expect(block?.preamble).toBeUndefined();
  });

  it('attaches the output block after a code block', () => {
    const [block] = codeBlocksOf(page('```ts run', 'a', '```', '', '```text output', '1', '```'));
    expect(block?.output).toBe('1');
  });

  it('keeps shorter fences within a longer one', () => {
    const [block] = codeBlocksOf(page('````md', '```ts', 'a', '```', '````'));
    expect(block?.code).toBe('```ts\na\n```');
  });

  it('removes the indentation of the surrounding list', () => {
    const [block] = codeBlocksOf(page('- item', '  ```ts', '  if (a)', '    b;', '  ```'));
    expect(block?.code).toBe('if (a)\n  b;');
  });
});
