/** Returns the anchor or file name for a heading. */
export function slugOf(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/**
 * Escapes text for a Markdown page that Vue compiles: outside code, `<` would open a tag and `{{` an expression.
 */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith('`') ? part : part.replaceAll('<', '&lt;').replaceAll('{{', '{ {'),
    )
    .join('');
}

/** Escapes text for a table cell, on one line. */
export function cell(text: string): string {
  return prose(text).replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}

/** Formats a table of Markdown cells. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Formats a code block. */
export function fence(info: string, code: string): string {
  return `\`\`\`${info}\n${code}\n\`\`\``;
}

/** Joins the parts that exist, with blank lines between them. */
export function paragraphs(parts: readonly (string | undefined | false)[]): string {
  return parts.filter(Boolean).join('\n\n');
}

/** Formats a JSON value with indentation. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
