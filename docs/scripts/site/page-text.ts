import { readFileSync } from 'node:fs';

/**
 * The first heading of a Markdown page.
 *
 * @throws Error when it has none
 */
export function titleOf(file: string): string {
  const [, title] = /^# (.+)$/m.exec(readFileSync(file, 'utf8')) ?? [];
  if (title === undefined) throw new Error(`${file} has no heading of the first level`);
  return title.replace(/\\(.)/g, '$1').trim();
}

/** The first sentence below the first heading, without its markup; empty when there is none. */
export function firstSentence(markdown: string): string {
  const text = markdown.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/<!--[\s\S]*?-->/g, '');
  const paragraph = text
    .slice(text.search(/^# /m))
    .split(/\n{2,}/)
    .slice(1)
    .find((block) => /^[\w`"[*]/.test(block.trim()));
  const line = (paragraph ?? '').replace(/\s+/g, ' ').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return (/^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line).trim();
}
