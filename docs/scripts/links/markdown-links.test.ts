import { describe, expect, it } from 'vitest';
import { githubAnchorsOf, markdownLinksOf } from './markdown-links.ts';

describe('links of a page', () => {
  it('are found with their lines, images and titles included', () => {
    const markdown = 'a [b](./c) and [`d`](e.md#f "title")\n\n![g](h.png)';
    expect(markdownLinksOf(markdown)).toEqual([
      { target: './c', line: 1 },
      { target: 'e.md#f', line: 1 },
      { target: 'h.png', line: 3 },
    ]);
  });

  it('are none inside of code', () => {
    expect(markdownLinksOf('`[a](b)`\n\n```md\n[c](d)\n```\n')).toEqual([]);
  });
});

describe('anchors of a page', () => {
  it('are made as GitHub makes them, and kept apart', () => {
    const markdown = '# The `seen` hook, v2!\n## A B\n## A B\n\n```sh\n# no heading\n```\n';
    expect([...githubAnchorsOf(markdown)]).toEqual(['the-seen-hook-v2', 'a-b', 'a-b-1']);
  });
});
