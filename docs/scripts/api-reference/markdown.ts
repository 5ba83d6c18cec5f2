/** The anchor or file name that a heading's words become. */
export function slugOf(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/**
 * Text that is safe in a Markdown page which Vue compiles afterwards: outside of code, `<` would open
 * a tag and `{{` an expression.
 */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith('`') ? part : part.replaceAll('<', '&lt;').replaceAll('{{', '{ {'),
    )
    .join('');
}

/** The same on one line, for table cells. */
export function cell(text: string): string {
  return prose(text).replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}

/** A table; every cell is Markdown already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A code block. */
export function fence(info: string, code: string): string {
  return `\`\`\`${info}\n${code}\n\`\`\``;
}

/** Parts that are there, with an empty line between them. */
export function paragraphs(parts: readonly (string | undefined | false)[]): string {
  return parts.filter(Boolean).join('\n\n');
}

/** A JSON value, laid out. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
