/**
 * Deletes all rows of the current schema of PostgreSQL but its version, in one statement. Without triggers: some tables
 * refuse deletions, and others refer to each other.
 */
export const EMPTY_POSTGRES = `DO $$
DECLARE name text;
BEGIN
  SET LOCAL session_replication_role = 'replica';
  FOR name IN SELECT quote_ident(relname) FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname <> 'schema_version'
  LOOP
    EXECUTE 'DELETE FROM ' || name;
  END LOOP;
END $$`;
