/**
 * One step of the schema, never changed once released: a later change is a later migration. Statements hold for both
 * databases; `{text}`, `{integer}`, `{real}`, `{boolean}`, `{json}`, `{sequence}`, `{unlogged}` and `{strict}` stand
 * for what each calls them.
 */
export interface Migration {
  /** Consecutive, from 1. */
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
  /** What only one of them needs, run after the common statements. */
  readonly sqlite?: readonly string[];
  readonly postgres?: readonly string[];
}

/** Columns of whose a row is. */
export const OWNED = `organization_id {text} NOT NULL REFERENCES organizations (id) {deferred},
  environment {text} NOT NULL CHECK (environment IN ('live', 'test'))`;
