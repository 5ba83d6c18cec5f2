import { createMarkdownRenderer, disposeMdItInstance } from 'vitepress';
import { describe, expect, it } from 'vitest';
import { breakableCode } from './breakable-code.ts';
import { headingIds } from './heading-ids.ts';

// VitePress keeps the first renderer of a process, whatever the options of the next one are.
disposeMdItInstance();
const markdown = await createMarkdownRenderer('.', {
  attrs: { disable: true },
  config: (renderer) => {
    headingIds(renderer);
    breakableCode(renderer);
  },
});
const render = (...lines: string[]) => markdown.render(lines.join('\n'));

describe('headingIds', () => {
  it('uses the anchor that a heading sets', () => {
    const html = render('## Create a job {#createJob}');
    expect(html).toContain('<h2 id="createJob"');
    expect(html).not.toContain('{');
  });

  it('uses the words of a heading that sets no anchor', () => {
    expect(render('## Create a job')).toContain('<h2 id="create-a-job"');
  });
});

describe('breakableCode', () => {
  it('keeps the braces of a path in a cell', () => {
    const html = render('| path | |', '|---|---|', '| GET /v1/jobs/{id} | getJob |');
    expect(html).toContain('<td>GET /v1/jobs/{id}</td>');
  });

  it('lets code in a cell break between words, and escapes it', () => {
    const html = render('| a | b |', '|---|---|', '| `free_tier` `pathOf` | `a<b` |');
    expect(html).toContain('<code v-pre>free_<wbr>tier</code> <code v-pre>path<wbr>Of</code>');
    expect(html).toContain('<code v-pre>a&lt;b</code>');
  });

  it('leaves code outside cells alone', () => {
    expect(render('Call `free_tier`.')).toContain('<code>free_tier</code>');
  });
});
