import type { MarkdownRenderer } from 'vitepress';

/** Matches after a character that joins words in code, and before a capital in camelCase. */
const BREAKS = /(?<=\w[_/.:,=?])(?=[A-Za-z])|(?<=[a-z])(?=[A-Z])/g;

/** Lets code in table cells break between words, so that all columns fit on a phone. */
export function breakableCode(markdown: MarkdownRenderer): void {
  const { rules } = markdown.renderer;
  markdown.core.ruler.push('breakable_code', ({ tokens }) => {
    let isCell = false;
    for (const token of tokens) {
      if (token.type === 'td_open') isCell = true;
      if (token.type === 'td_close') isCell = false;
      if (!isCell) continue;
      for (const child of token.children ?? []) {
        if (child.type === 'code_inline') child.type = 'code_inline_in_cell';
      }
    }
  });
  rules.code_inline_in_cell = ([...tokens], place) => {
    const parts = tokens[place]?.content.split(BREAKS) ?? [];
    return `<code v-pre>${parts.map((part) => markdown.utils.escapeHtml(part)).join('<wbr>')}</code>`;
  };
}
