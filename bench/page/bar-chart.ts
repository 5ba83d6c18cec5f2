import type { Comparison, Row } from '../report/comparison.ts';
import { formatFigure } from '../report/format-figure.ts';

const WIDTH = 400;
const MARGIN = 16;
const LABEL_HEIGHT = 19;
const BAR_HEIGHT = 10;
const BAR_GAP = 3;
const ROW_GAP = 9;
/** Space after the longest bar for its figure. */
const FIGURE_WIDTH = 62;

/**
 * A card with its own background, so that it is readable on any page, and with dark colours for readers who prefer
 * them. Labels are above the bars, so that nothing has to shrink on a phone.
 */
const STYLE = `
.card { fill: #f6f6f7; }
text { fill: #3c3c43; font: 13px system-ui, sans-serif; }
.bold { font-weight: 600; }
.figure { font-size: 12px; font-variant-numeric: tabular-nums; }
.ours { fill: #c2410c; }
.peer { fill: #8b93a7; }
.by-hand { fill: #b4bac8; }
.second { opacity: 0.6; }
@media (prefers-color-scheme: dark) {
  .card { fill: #202127; }
  text { fill: #dfdfd6; }
  .ours { fill: #f97316; }
  .peer { fill: #7d8597; }
  .by-hand { fill: #565d6e; }
}`;

/** Draws the plotted columns of a comparison as horizontal bars in SVG: one group of bars per row, from zero. */
export function barChart(comparison: Comparison): string {
  const { title, rows, plot } = comparison;
  const largest = Math.max(
    0,
    ...rows.flatMap(({ figures }) => plot.columns.map((column) => figures[column] ?? 0)),
  );
  const scale = largest === 0 ? 0 : (WIDTH - 2 * MARGIN - FIGURE_WIDTH) / largest;
  const heading = legend(comparison);
  const rowHeight = LABEL_HEIGHT + plot.columns.length * (BAR_HEIGHT + BAR_GAP) + ROW_GAP;
  const top = MARGIN + heading.length * LABEL_HEIGHT + ROW_GAP;
  const height = top + rows.length * rowHeight + MARGIN - ROW_GAP;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH * 1.2}" height="${height * 1.2}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="card" width="${WIDTH}" height="${height}" rx="8"/>`,
    ...heading.map((line, place) => line(MARGIN + place * LABEL_HEIGHT)),
    ...rows.flatMap((row, place) => rowOfBars(row, comparison, top + place * rowHeight, scale)),
    '</svg>\n',
  ].join('\n');
}

type Drawing = (top: number) => string;

/** Draws the legend: a line for each column, with a sample if there are several. */
function legend({ plot }: Comparison): Drawing[] {
  const [first = ''] = plot.columns;
  const direction = `${plot.better} is better`;
  if (plot.columns.length === 1) {
    return [(top) => text(MARGIN, top + 13, `${first}; ${direction}`)];
  }
  return plot.columns.map((column, place) => (top) => {
    const note = place === 0 ? `${column}; ${direction}` : column;
    return `${bar('ours', place, top + 3, 18)}\n${text(MARGIN + 26, top + 13, note)}`;
  });
}

function rowOfBars(
  { name, side, figures }: Row,
  { columns, plot }: Comparison,
  top: number,
  scale: number,
): string[] {
  const bars = plot.columns.flatMap((column, place) => {
    const figure = figures[column];
    const width = Math.max(0, figure ?? 0) * scale;
    const y = top + LABEL_HEIGHT + place * (BAR_HEIGHT + BAR_GAP);
    const label = formatFigure(figure, columns[column]);
    return [bar(side, place, y, width), text(MARGIN + width + 6, y + 9, label, 'figure')];
  });
  return [text(MARGIN, top + 13, name, side === 'ours' ? 'bold' : undefined), ...bars];
}

function bar(side: Row['side'], place: number, y: number, width: number): string {
  const kind = `${side.replace(' ', '-')}${place > 0 ? ' second' : ''}`;
  return `<rect class="${kind}" x="${MARGIN}" y="${y}" width="${round(width)}" height="${BAR_HEIGHT}" rx="2"/>`;
}

function text(x: number, y: number, words: string, kind?: string): string {
  const attribute = kind === undefined ? '' : ` class="${kind}"`;
  return `<text${attribute} x="${round(x)}" y="${y}">${escapeXml(words)}</text>`;
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}

function escapeXml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
