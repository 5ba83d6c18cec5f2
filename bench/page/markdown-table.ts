import type { Comparison } from '../report/comparison.ts';
import { formatFigure } from '../report/format-figure.ts';

/** Ours is bold; a minimal implementation without a library is in italics. */
const MARKS = { ours: '**', peer: '', 'by hand': '_' } as const;

/** Formats the figures of a comparison as a table. */
export function comparisonTable({ subject, columns, rows }: Comparison): string {
  const shown = Object.entries(columns);
  return markdownTable(
    [subject, ...shown.map(([title]) => title)],
    rows.map(({ name, side, figures }) => [
      `${MARKS[side]}${escapeMarkdown(name)}${MARKS[side]}`,
      ...shown.map(([title, column]) => formatFigure(figures[title], column)),
    ]),
    'right',
  );
}

/** Formats a table of Markdown cells; all columns but the first use the given alignment. */
export function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  alignment: 'left' | 'right' = 'left',
): string {
  const rule = headings.map((_, place) => (place > 0 && alignment === 'right' ? '---:' : '---'));
  return [headings, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Escapes text for Markdown and Vue. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\*|]/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replaceAll('{{', '&#123;&#123;');
}
