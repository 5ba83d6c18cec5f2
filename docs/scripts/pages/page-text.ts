import { readFileSync } from 'node:fs';

/**
 * Returns the first heading of a Markdown page.
 *
 * @throws Error when it has none
 */
export function titleOf(file: string): string {
  const [, title] = /^# (.+)$/m.exec(readFileSync(file, 'utf8')) ?? [];
  if (title === undefined) throw new Error(`${file}: no first-level heading`);
  return title.replace(/\\(.)/g, '$1').trim();
}

/**
 * Returns the first sentence between the first heading and the next one, without its markup, or '' if there is no
 * paragraph. Code is skipped.
 */
export function firstSentence(markdown: string): string {
  const text = markdown
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^(`{3,})[\s\S]*?^\1/gm, '');
  const [, intro = ''] = /^# .*\n([\s\S]*?)(?=^#{2,} |(?![\s\S]))/m.exec(text) ?? [];
  const paragraph = intro.split(/\n{2,}/).find((block) => /^[\w`"[*]/.test(block.trim()));
  const line = (paragraph ?? '')
    .replace(/\s+/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim();
  return /^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
}
