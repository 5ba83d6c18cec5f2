/**
 * One step of the schema. Never edited once released: a later change is a later migration. Statements are valid on
 * both databases, after each has replaced `{text}`, `{integer}`, `{real}`, `{boolean}`, `{json}`, `{sequence}`,
 * `{unlogged}`, `{strict}` and `{deferred}` with its own keywords.
 */
export interface Migration {
  /** Consecutive, from 1. */
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
  /** Statements for one database only, run after the common ones. */
  readonly sqlite?: readonly string[];
  readonly postgres?: readonly string[];
}

/** The columns that identify a row's owner. */
export const OWNED = `organization_id {text} NOT NULL REFERENCES organizations (id) {deferred},
  environment {text} NOT NULL CHECK (environment IN ('live', 'test'))`;
