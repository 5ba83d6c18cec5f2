import type { Column } from './comparison.ts';

/** A figure as it is read: with its column's decimals, and thousands apart. */
export function formatFigure(figure: number | undefined, { decimals = 0 }: Column = {}): string {
  if (figure === undefined || Number.isNaN(figure)) return '–';
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return figure.toLocaleString('en', digits);
}
