import { Marked } from 'marked';

/** Renders the specification's descriptions, which are our own text; untrusted text never gets here. */
const marked = new Marked({ gfm: true, async: false });

/** Returns Markdown as HTML paragraphs, lists and tables. */
export function markdown(text: string): string {
  return marked.parse(text) as string;
}

/** Returns one line of Markdown as HTML. */
export function inlineMarkdown(text: string): string {
  return marked.parseInline(text) as string;
}
