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

  it('takes the output after a group of tabs for each tab, except those in shell', () => {
    const tabs = [
      '```ts run',
      'a',
      '```',
      '',
      '```python run',
      'b',
      '```',
      '',
      '```sh',
      'c',
      '```',
    ];
    const output = ['', '```text output', '1', '```'];
    const blocks = codeBlocksOf(page('::: code-group', '', ...tabs, '', ':::', ...output));
    expect(blocks.slice(0, 3).map((block) => block.output)).toEqual(['1', '1', undefined]);
  });

  it.each([
    ['::: code-group', ':::', 'Text between.'],
    ['::: tip', ':::', ''],
  ])('takes no output after %s, %s and %j', (opening, closing, between) => {
    const output = ['```text output', '1', '```'];
    const [block] = codeBlocksOf(
      page(opening, '```ts run', 'a', '```', closing, between, ...output),
    );
    expect(block?.output).toBeUndefined();
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
