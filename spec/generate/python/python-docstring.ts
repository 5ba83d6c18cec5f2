/** The longest line of generated prose, its indentation included. */
const LONGEST_LINE = 100;

/** Wraps a paragraph at spaces. */
function wrap(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** `:param name: …` after another field needs no empty line. */
function areFields(before: string | undefined, paragraph: string): boolean {
  return paragraph.startsWith(':') && (before?.startsWith(':') ?? false);
}

/**
 * Paragraphs as a docstring, each wrapped and indented. Quotes and backslashes are made harmless.
 *
 * @param indent the spaces before each line
 */
export function docstring(paragraphs: readonly string[], indent: string): string {
  const safe = paragraphs.map((paragraph) =>
    paragraph.trim().replaceAll(/\s+/g, ' ').replaceAll('\\', '\\\\').replaceAll('"""', "'''"),
  );
  const width = LONGEST_LINE - indent.length;
  const first = safe[0] ?? '';
  if (safe.length === 1 && first.length + 6 <= width && !first.endsWith('"')) {
    return `${indent}"""${first}"""`;
  }
  const lines = safe.flatMap((paragraph, index) => [
    ...(index === 0 || areFields(safe[index - 1], paragraph) ? [] : ['']),
    ...wrap(index === 0 ? `"""${paragraph}` : paragraph, width),
  ]);
  return [...lines, '"""'].map((line) => (line === '' ? '' : indent + line)).join('\n');
}
