import type { Comparison } from '../report/comparison.ts';
import { formatFigure } from '../report/format-figure.ts';

/** What sets a row apart: ours is bold, what was done by hand is in italics. */
const MARKS = { ours: '**', peer: '', 'by hand': '_' } as const;

/** The figures of a comparison. */
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

/** A table whose cells are Markdown; all columns but the first are aligned as asked. */
export function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  alignment: 'left' | 'right' = 'left',
): string {
  const rule = headings.map((_, place) => (place > 0 && alignment === 'right' ? '---:' : '---'));
  return [headings, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Text that Markdown, and Vue behind it, leave as it is. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\*|]/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replaceAll('{{', '&#123;&#123;');
}
