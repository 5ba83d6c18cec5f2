import { describe, expect, it } from 'vitest';
import { codeBlocksOf } from './code-blocks.ts';

const page = (...lines: string[]) => lines.join('\n');

describe('code blocks of a page', () => {
  it('have their language, the rest of their info, their code and its line', () => {
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

  it('take the preamble before them, also across empty lines', () => {
    const [block] = codeBlocksOf(
      page('<!-- preamble', 'const a = 1;', '-->', '', '```ts', 'a;', '```'),
    );
    expect(block?.preamble).toEqual({ code: 'const a = 1;', line: 2 });
  });

  it('do not take a preamble that words part from them', () => {
    const [block] = codeBlocksOf(page('<!-- preamble', 'a', '-->', 'Words.', '```ts', 'a;', '```'));
    expect(block?.preamble).toBeUndefined();
  });

  it('take the output behind them', () => {
    const [block] = codeBlocksOf(page('```ts run', 'a', '```', '', '```text output', '1', '```'));
    expect(block?.output).toBe('1');
  });

  it('keep shorter fences inside of longer ones', () => {
    const [block] = codeBlocksOf(page('````md', '```ts', 'a', '```', '````'));
    expect(block?.code).toBe('```ts\na\n```');
  });

  it('lose the indent of the list that they stand in', () => {
    const [block] = codeBlocksOf(page('- item', '  ```ts', '  if (a)', '    b;', '  ```'));
    expect(block?.code).toBe('if (a)\n  b;');
  });
});
