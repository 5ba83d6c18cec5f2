import { paragraphs } from './markdown.ts';

/** A page of the reference. */
export interface Page {
  /** The name of its file, without extension. */
  readonly name: string;
  readonly title: string;
  readonly markdown: string;
}

/** Returns a page with its title and its description for search engines. */
export function page(
  name: string,
  title: string,
  description: string,
  parts: readonly string[],
): Page {
  const head = `---\ntitle: ${title}\ndescription: ${JSON.stringify(description.replace(/\s+/g, ' '))}\neditLink: false\n---`;
  return { name, title, markdown: `${paragraphs([head, `# ${title}`, ...parts])}\n` };
}
