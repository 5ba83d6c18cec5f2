import type { SqlValue } from './session.ts';

/** How a field is stored. `json` is for structured values, which cannot be filtered by. */
export type ColumnKind = 'text' | 'integer' | 'real' | 'boolean' | 'json';

/** The column kinds that fit a field's type, so that a column that does not fit its record does not compile. */
export type KindFor<Value> = [NonNullable<Value>] extends [string]
  ? 'text'
  : [NonNullable<Value>] extends [number]
    ? 'integer' | 'real'
    : [NonNullable<Value>] extends [boolean]
      ? 'boolean'
      : 'json';

/** Prefix of a text that is stored as JSON because the databases cannot store it as it is. */
const ESCAPE = '\u0001json:';

/** Converts a field's value to the database's. */
export function encodeField(kind: ColumnKind, value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (kind === 'text') return encodeText(value as string);
  if (kind === 'json') return JSON.stringify(value);
  return value as SqlValue;
}

/** Converts a database's value to the field's. */
export function decodeField(kind: ColumnKind, value: SqlValue): unknown {
  if (value === null) return null;
  if (kind === 'text') return decodeText(value as string);
  if (kind === 'json') return JSON.parse(value as string);
  if (kind === 'boolean') return value === true || value === 1;
  return value;
}

/** PostgreSQL cannot store NUL, nor UTF-8 a lone surrogate. JSON escapes represent both, so no text is altered. */
function encodeText(text: string): string {
  const isPlain = text.isWellFormed() && !text.includes('\0') && !text.startsWith(ESCAPE);
  return isPlain ? text : ESCAPE + JSON.stringify(text);
}

function decodeText(text: string): string {
  return text.startsWith(ESCAPE) ? (JSON.parse(text.slice(ESCAPE.length)) as string) : text;
}
