import { describe, expect, it } from 'vitest';
import { pageLineOf, snippetsOf } from './snippet.ts';

describe('snippetsOf', () => {
  it('returns the TypeScript blocks and nothing else', () => {
    const { snippets } = snippetsOf('docs/a.md', '```ts\n1;\n```\n\n```sh\nls\n```\n');
    expect(snippets.map(({ source }) => source)).toEqual(['1;\nexport {};\n']);
  });

  it('maps every line of a snippet to its line of the page', () => {
    const markdown = '# A\n\n```ts\nfirst;\n```\n\nWords.\n\n```ts\nsecond;\nthird;\n```\n';
    const [, snippet] = snippetsOf('docs/a.md', markdown).snippets;
    const lines = markdown.split('\n');
    const shown = snippet?.source.split('\n').slice(0, 2) ?? [];
    expect(shown).toEqual(['second;', 'third;']);
    expect(shown.map((_, index) => snippet && lines[pageLineOf(snippet, index + 1) - 1])).toEqual(
      shown,
    );
  });

  it('skips a block with a reason not to check it', () => {
    const { snippets, problems } = snippetsOf('a.md', '```ts no-check: needs a phone\n1;\n```');
    expect({ snippets, problems }).toEqual({ snippets: [], problems: [] });
  });

  it('reports a block that skips the check without a reason', () => {
    expect(snippetsOf('a.md', 'x\n```ts no-check\n1;\n```').problems).toEqual([
      { file: 'a.md', line: 2, message: 'no-check needs a reason: `no-check: …`' },
    ]);
  });

  it('reports an output of a block that is not run', () => {
    const { problems } = snippetsOf('a.md', '```ts\n1;\n```\n\n```text output\n1\n```');
    expect(problems.map(({ line }) => line)).toEqual([1]);
  });

  it('reports code that readers cannot see', () => {
    const { problems } = snippetsOf('a.md', 'x\n<!-- preamble\n1;\n-->\n\n```ts\n2;\n```');
    expect(problems).toEqual([
      { file: 'a.md', line: 2, message: 'hides code: write it into the blocks that need it' },
    ]);
  });

  it('reports a block that would get code of another one', () => {
    const { problems } = snippetsOf('a.md', '```ts run with-setup\n1;\n```');
    expect(problems).toEqual([
      { file: 'a.md', line: 1, message: 'has the unknown mark `with-setup`: use `run` or none' },
    ]);
  });

  it('accepts the label of a tab', () => {
    expect(snippetsOf('a.md', '```ts run [Next.js 15]\n1;\n```').problems).toEqual([]);
  });
});
