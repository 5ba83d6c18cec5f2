import { describe, expect, it } from 'vitest';
import { pageLineOf, snippetsOf } from './snippet.ts';

describe('snippets of a page', () => {
  it('are its TypeScript blocks and nothing else', () => {
    const { snippets } = snippetsOf('docs/a.md', '```ts\n1;\n```\n\n```sh\nls\n```\n');
    expect(snippets.map(({ source }) => source)).toEqual(['1;\nexport {};\n']);
  });

  it('lead every line of their file back to its line of the page', () => {
    const markdown = '# A\n\n<!-- preamble\nfirst;\nsecond;\n-->\n\n```ts\nthird;\n```\n';
    const [snippet] = snippetsOf('docs/a.md', markdown).snippets;
    const lines = markdown.split('\n');
    const shown = snippet?.source.split('\n').slice(0, 3) ?? [];
    expect(shown).toEqual(['first;', 'second;', 'third;']);
    expect(shown.map((_, index) => snippet && lines[pageLineOf(snippet, index + 1) - 1])).toEqual(
      shown,
    );
  });

  it('leave out a block with a reason not to be checked', () => {
    const { snippets, problems } = snippetsOf('a.md', '```ts no-check: needs a phone\n1;\n```');
    expect({ snippets, problems }).toEqual({ snippets: [], problems: [] });
  });

  it('refuse not to check a block without a reason', () => {
    expect(snippetsOf('a.md', 'x\n```ts no-check\n1;\n```').problems).toEqual([
      { file: 'a.md', line: 2, message: 'no-check needs a reason: `no-check: …`' },
    ]);
  });

  it('refuse an output that nothing makes sure of', () => {
    const { problems } = snippetsOf('a.md', '```ts\n1;\n```\n\n```text output\n1\n```');
    expect(problems.map(({ line }) => line)).toEqual([1]);
  });
});
