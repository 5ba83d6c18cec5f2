import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { githubAnchorsOf } from '../links/markdown-links.ts';
import { docsFolder } from '../pages/paths.ts';
import { withKeywords } from './index-keywords.ts';
import { searchKeywords } from './keywords.ts';

describe('withKeywords', () => {
  it('adds the keywords of a page to its first heading and those of a section to its own', () => {
    const html = '<h1 id="credits">Credits</h1><p>a</p><h2 id="refunds">Refunds</h2><p>b</p>';
    expect(withKeywords(html, 'guides/credits.md')).toBe(
      `<h1 id="credits">Credits</h1><p>${searchKeywords['guides/credits.md']}</p><p>a</p>` +
        `<h2 id="refunds">Refunds</h2><p>${searchKeywords['guides/credits.md#refunds']}</p><p>b</p>`,
    );
  });

  it('leaves pages without keywords as they are', () => {
    const html = '<h1 id="a">A</h1>';
    expect(withKeywords(html, 'guides/none.md')).toBe(html);
  });
});

describe('searchKeywords', () => {
  it.each(Object.keys(searchKeywords))('names a section that exists: %s', (section) => {
    const [page = '', anchor] = section.split('#');
    const anchors = githubAnchorsOf(readFileSync(`${docsFolder}/${page}`, 'utf8'));
    if (anchor !== undefined) expect([...anchors]).toContain(anchor);
  });
});
