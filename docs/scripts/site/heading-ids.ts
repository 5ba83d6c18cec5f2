import type { MarkdownRenderer } from 'vitepress';

const ID_AT_END = /\s*\{#([\w-]+)\}$/;

/**
 * Lets a heading set its anchor: `## Create a job {#createJob}`. Braces have no meaning elsewhere, so a path such as
 * `/v1/jobs/{id}` at the end of a cell stays as it is.
 */
export function headingIds(markdown: MarkdownRenderer): void {
  markdown.core.ruler.before('anchor', 'heading_ids', ({ tokens }) => {
    for (const [place, token] of tokens.entries()) {
      const words = token.type === 'heading_open' ? tokens[place + 1] : undefined;
      const [, id] = ID_AT_END.exec(words?.content ?? '') ?? [];
      if (words === undefined || id === undefined) continue;
      token.attrSet('id', id);
      const last = words.children?.at(-1);
      for (const text of [words, last]) {
        if (text !== undefined) text.content = text.content.replace(ID_AT_END, '');
      }
    }
  });
}
