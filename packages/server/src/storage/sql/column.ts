import type { SqlValue } from './session.ts';

/** How a field is kept. `json` is for structured values, which are never searched. */
export type ColumnKind = 'text' | 'integer' | 'real' | 'boolean' | 'json';

/** The kinds that fit a field's type: a descriptor that does not fit its record does not compile. */
export type KindFor<Value> = [NonNullable<Value>] extends [string]
  ? 'text'
  : [NonNullable<Value>] extends [number]
    ? 'integer' | 'real'
    : [NonNullable<Value>] extends [boolean]
      ? 'boolean'
      : 'json';

/** Begins a text that is kept as JSON because the databases cannot hold it as it is. */
const ESCAPE = '\u0001json:';

/** The database's value of a field. */
export function encodeField(kind: ColumnKind, value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (kind === 'text') return encodeText(value as string);
  if (kind === 'json') return JSON.stringify(value);
  return value as SqlValue;
}

/** The field's value of a database's. */
export function decodeField(kind: ColumnKind, value: SqlValue): unknown {
  if (value === null) return null;
  if (kind === 'text') return decodeText(value as string);
  if (kind === 'json') return JSON.parse(value as string);
  if (kind === 'boolean') return value === true || value === 1;
  return value;
}

/** PostgreSQL holds no NUL, and UTF-8 no lone surrogate: JSON's escapes carry both, so that no text is altered. */
function encodeText(text: string): string {
  const isPlain = text.isWellFormed() && !text.includes('\0') && !text.startsWith(ESCAPE);
  return isPlain ? text : ESCAPE + JSON.stringify(text);
}

function decodeText(text: string): string {
  return text.startsWith(ESCAPE) ? (JSON.parse(text.slice(ESCAPE.length)) as string) : text;
}
