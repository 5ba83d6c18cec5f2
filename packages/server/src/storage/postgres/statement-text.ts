/** A statement as PostgreSQL gets it. */
export interface StatementText {
  readonly text: string;
  /** The name under which each connection keeps it prepared. */
  readonly name: string | undefined;
}

/** Statements beyond this number stay unnamed, so that no connection keeps more of them prepared. */
const MAX_STATEMENTS = 500;

const statements = new Map<string, StatementText>();

/** Returns the statement with `$1`, `$2`, … for each `?`, and with a name unless there are too many different ones. */
export function statementText(statement: string): StatementText {
  const known = statements.get(statement);
  if (known !== undefined) return known;
  const text = numbered(statement);
  if (statements.size >= MAX_STATEMENTS) return { text, name: undefined };
  const named = { text, name: `s${statements.size + 1}` };
  statements.set(statement, named);
  return named;
}

function numbered(statement: string): string {
  let count = 0;
  return statement.replace(/\?/g, () => {
    count += 1;
    return `$${count}`;
  });
}
