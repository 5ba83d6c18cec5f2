import { describe, expect, it } from 'vitest';
import { codeBlocksOf } from './markdown-code-blocks.ts';

const page = (...lines: string[]) => lines.join('\n');

describe('codeBlocksOf', () => {
  it('returns the language, info, code and line of each block', () => {
    const markdown = page('# Title', '', '```ts run', 'const one = 1;', 'const two = 2;', '```');
    expect(codeBlocksOf(markdown)).toEqual([
      {
        language: 'ts',
        info: 'run',
        code: 'const one = 1;\nconst two = 2;',
        line: 4,
        output: undefined,
      },
    ]);
  });

  it('takes the output that follows a block', () => {
    const [block] = codeBlocksOf(page('```ts run', 'a', '```', '', '```text output', '1', '```'));
    expect(block?.output).toBe('1');
  });

  it('keeps shorter fences inside longer ones', () => {
    const [block] = codeBlocksOf(page('````md', '```ts', 'a', '```', '````'));
    expect(block?.code).toBe('```ts\na\n```');
  });

  it('removes the indentation of a surrounding list', () => {
    const [block] = codeBlocksOf(page('- item', '  ```ts', '  if (a)', '    b;', '  ```'));
    expect(block?.code).toBe('if (a)\n  b;');
  });
});
