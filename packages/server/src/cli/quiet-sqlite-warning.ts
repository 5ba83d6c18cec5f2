/** Suppresses Node's warning at every start that its SQLite driver is experimental: operators cannot act on it. */
export function quietSqliteWarning(): void {
  const emitWarning = process.emitWarning.bind(process) as (...given: unknown[]) => void;
  process.emitWarning = (...given: unknown[]) => {
    const isAboutSqlite = String(given[0]).startsWith('SQLite is an experimental feature');
    if (!isAboutSqlite) emitWarning(...given);
  };
}
