import type { Migration } from '../migration.ts';

/**
 * The order in which events become visible, which is not that of their ids. Events from before share the first position,
 * where their ids decide.
 *
 * SQLite counts events, since one transaction writes at a time. PostgreSQL takes the number of the transaction, which
 * costs no lock: the oldest one that still runs says which positions are final.
 */
export const eventPositions: Migration = {
  version: 28,
  name: 'event positions',
  statements: [
    'ALTER TABLE events ADD COLUMN position {integer} NOT NULL DEFAULT 0',
    'CREATE INDEX events_feed ON events (organization_id, environment, position, id)',
    // One row at most: the last position on SQLite; on PostgreSQL, what is added to the number of a transaction.
    `CREATE TABLE event_clock (
      id {integer} PRIMARY KEY CHECK (id = 1),
      position {integer} NOT NULL
    ) {strict}`,
  ],
  sqlite: [
    `CREATE TRIGGER events_position AFTER INSERT ON events BEGIN
      INSERT INTO event_clock (id, position) VALUES (1, 1)
        ON CONFLICT (id) DO UPDATE SET position = position + 1;
      UPDATE events SET position = (SELECT position FROM event_clock) WHERE id = NEW.id;
    END`,
  ],
  postgres: [
    `CREATE FUNCTION set_event_position() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.position := (SELECT coalesce(max(position), 0) FROM event_clock)
        + pg_current_xact_id()::text::bigint;
      RETURN NEW;
    END $$`,
    `CREATE TRIGGER events_position BEFORE INSERT ON events FOR EACH ROW
      EXECUTE FUNCTION set_event_position()`,
  ],
};
