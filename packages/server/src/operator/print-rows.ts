import { oneLine } from '../mail/kept-mail.ts';

/** One thing that a command shows, by the names of its fields. */
export type Row = Readonly<Record<string, string | number | null>>;

/** Returns rows as JSON, or as one block of lines each. Texts of strangers cannot move the cursor of a terminal. */
export function printRows(rows: readonly Row[], isJson: boolean, none: string): string {
  if (isJson) return JSON.stringify(rows, null, 2);
  if (rows.length === 0) return none;
  return rows.map(printRow).join('\n\n');
}

function printRow(row: Row): string {
  const width = Math.max(...Object.keys(row).map((name) => name.length));
  return Object.entries(row)
    .map(([name, value]) => `${name.padEnd(width)}  ${value === null ? '–' : oneLine(`${value}`)}`)
    .join('\n');
}

/** Returns rows as CSV (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe. */
export function csvOf(names: readonly string[], rows: readonly Row[]): string {
  const cell = (value: string | number | null | undefined) => {
    const text = String(value ?? '');
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((cells) => cells.map(cell).join(','))
    .join('\n');
}

/** An instant as people read it; null for none. */
export function timeOf(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
