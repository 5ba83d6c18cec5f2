import { cutToWidth, textWidth } from './text-width.ts';

const GAP = '  ';
/** A column is not cut to less than this. */
const NARROWEST = 8;

/**
 * Lays out rows under their headings, each column as wide as its widest cell.
 *
 * @param columns the width to keep to: the widest columns are cut; `undefined` for any width
 * @param whole the heading of a column that is never cut
 */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number | undefined,
  whole?: string,
): string {
  const all = [headings, ...rows];
  const natural = headings.map((_, index) =>
    Math.max(...all.map((cells) => textWidth(cells[index] ?? ''))),
  );
  const widths =
    columns === undefined ? natural : fitted(natural, columns, headings.indexOf(whole ?? ''));
  return all.map((cells) => `${line(cells, widths)}\n`).join('');
}

/**
 * Writes rows for a program to read: cells between tabs, whole. A cell has no tab and no line break, since those of
 * texts are shown as a space.
 */
export function tabbed(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.join('\t')}\n`).join('');
}

/** Takes from the widest columns but `whole` until all of them fit, or none can give more. */
function fitted(natural: readonly number[], columns: number, whole: number): number[] {
  const widths = [...natural];
  const isCut = (index: number) => index !== whole;
  let excess =
    widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1) - columns;
  while (excess > 0) {
    const widest = Math.max(0, ...widths.filter((_, index) => isCut(index)));
    if (widest <= NARROWEST) break;
    const index = widths.findIndex((width, at) => width === widest && isCut(at));
    const second = Math.max(
      NARROWEST,
      ...widths.filter((width, at) => width < widest && isCut(at)),
    );
    const cut = Math.min(excess, Math.max(1, widest - second));
    widths[index] = widest - cut;
    excess -= cut;
  }
  return widths;
}

function line(cells: readonly string[], widths: readonly number[]): string {
  return widths
    .map((width, index) => {
      const text = cutToWidth(cells[index] ?? '', width);
      return text + ' '.repeat(Math.max(0, width - textWidth(text)));
    })
    .join(GAP)
    .trimEnd();
}
