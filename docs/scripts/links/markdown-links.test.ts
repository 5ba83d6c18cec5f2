import { describe, expect, it } from 'vitest';
import { githubAnchorsOf, markdownLinksOf } from './markdown-links.ts';

describe('markdownLinksOf', () => {
  it('returns links with their lines, including images and links with titles', () => {
    const markdown = 'a [b](./c) and [`d`](e.md#f "title")\n\n![g](h.png)';
    expect(markdownLinksOf(markdown)).toEqual([
      { target: './c', line: 1 },
      { target: 'e.md#f', line: 1 },
      { target: 'h.png', line: 3 },
    ]);
  });

  it('ignores code', () => {
    expect(markdownLinksOf('`[a](b)`\n\n```md\n[c](d)\n```\n')).toEqual([]);
  });
});

describe('githubAnchorsOf', () => {
  it('returns the anchors that GitHub assigns, each unique', () => {
    const markdown = '# The `seen` hook, v2!\n## A B\n## A B\n\n```sh\n# no heading\n```\n';
    expect([...githubAnchorsOf(markdown)]).toEqual(['the-seen-hook-v2', 'a-b', 'a-b-1']);
  });
});
