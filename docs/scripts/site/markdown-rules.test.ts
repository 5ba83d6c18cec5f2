import { createMarkdownRenderer } from 'vitepress';
import { describe, expect, it } from 'vitest';
import { breakableCode } from './breakable-code.ts';
import { headingIds } from './heading-ids.ts';

const markdown = await createMarkdownRenderer('.', {
  attrs: { disable: true },
  config: (renderer) => {
    headingIds(renderer);
    breakableCode(renderer);
  },
});
const render = (...lines: string[]) => markdown.render(lines.join('\n'));

describe('a heading', () => {
  it('takes the anchor that it names', () => {
    const html = render('## Create a job {#createJob}');
    expect(html).toContain('<h2 id="createJob"');
    expect(html).not.toContain('{');
  });

  it('has the anchor of its words when it names none', () => {
    expect(render('## Create a job')).toContain('<h2 id="create-a-job"');
  });
});

describe('a cell', () => {
  it('keeps the braces of a path', () => {
    const html = render('| path | |', '|---|---|', '| GET /v1/jobs/{id} | getJob |');
    expect(html).toContain('<td>GET /v1/jobs/{id}</td>');
  });

  it('lets code break between words, and escapes it', () => {
    const html = render('| a | b |', '|---|---|', '| `free_tier` `pathOf` | `a<b` |');
    expect(html).toContain('<code v-pre>free_<wbr>tier</code> <code v-pre>path<wbr>Of</code>');
    expect(html).toContain('<code v-pre>a&lt;b</code>');
  });

  it('alone does so', () => {
    expect(render('Call `free_tier`.')).toContain('<code>free_tier</code>');
  });
});
