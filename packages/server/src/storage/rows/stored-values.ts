/** A value that both databases accept. SQLite returns booleans as 0 and 1. */
export type SqlValue = string | number | boolean | null;

export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A record of any table. */
export type AnyRow = { readonly id: string } & Readonly<Record<string, unknown>>;

/** Columns of a row, as they are stored. */
export type StoredColumns = Readonly<Record<string, SqlValue>>;
