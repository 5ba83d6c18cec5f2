/** Node calls its SQLite driver experimental on every start. It is a choice of ours, and nothing an operator can act on. */
export function quietSqliteWarning(): void {
  const emitWarning = process.emitWarning.bind(process) as (...given: unknown[]) => void;
  process.emitWarning = (...given: unknown[]) => {
    const isAboutSqlite = String(given[0]).startsWith('SQLite is an experimental feature');
    if (!isAboutSqlite) emitWarning(...given);
  };
}
