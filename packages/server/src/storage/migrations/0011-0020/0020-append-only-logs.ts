import type { Migration } from '../migration.ts';

interface Guard {
  readonly table: string;
  /** Columns that never change. */
  readonly kept: readonly string[];
  /** Columns that may be emptied: when their retention ends, or when their content is sealed under a data key. */
  readonly emptied?: readonly string[];
  /** Columns that are set once: by sealing the row's content, or the row itself into a chain. */
  readonly sealed?: readonly string[];
  /** Whether a row may be deleted once its `removal` is set. */
  readonly isRemovable?: boolean;
}

const guards: readonly Guard[] = [
  {
    table: 'ledger_entries',
    kept: ['id', 'organization_id', 'movement_id', 'account', 'amount_cents', 'created_at'],
    emptied: ['job_id'],
    sealed: ['seal'],
  },
  {
    table: 'credit_transactions',
    kept: ['id', 'organization_id', 'type', 'amount_cents', 'created_at'],
    emptied: ['job_id'],
  },
  {
    table: 'audit_events',
    kept: ['id', 'organization_id', 'environment', 'action', 'request_id', 'created_at'],
    // Rows of earlier versions are sealed when the store opens, which leaves stand-ins.
    emptied: ['ip', 'user_agent'],
    sealed: ['sealed', 'seal', 'salt', 'digest'],
    isRemovable: true,
  },
  {
    table: 'chain_seals',
    kept: ['organization_id', 'chain', 'sequence', 'row_count', 'digest', 'hash', 'sealed_at'],
  },
];

/** PostgreSQL cannot compare its JSON type, only its text. SQLite stores text. */
const KEPT_JSON = ['actor', 'resource'];

/**
 * Makes the ledger and the audit log append-only in the database itself, and adds what their hash chains need. Rows are
 * sealed in batches after their commit, so that the chains cost no transaction anything.
 */
export const appendOnlyLogs: Migration = {
  version: 20,
  name: 'append-only logs',
  statements: [
    'ALTER TABLE ledger_entries ADD COLUMN seal {integer}',
    'ALTER TABLE audit_events ADD COLUMN seal {integer}',
    'ALTER TABLE audit_events ADD COLUMN salt {text}',
    'ALTER TABLE audit_events ADD COLUMN digest {text}',
    'ALTER TABLE audit_events ADD COLUMN removal {integer}',
    ...['ledger_entries', 'audit_events'].flatMap((table) => [
      `CREATE INDEX ${table}_unchained ON ${table} (organization_id, id) WHERE seal IS NULL`,
      `CREATE INDEX ${table}_seal ON ${table} (organization_id, seal, id) WHERE seal IS NOT NULL`,
    ]),
    `CREATE TABLE chain_seals (
      organization_id {text} NOT NULL REFERENCES organizations (id) {deferred},
      chain {text} NOT NULL CHECK (chain IN ('ledger', 'audit')),
      sequence {integer} NOT NULL,
      row_count {integer} NOT NULL CHECK (row_count > 0),
      digest {text} NOT NULL,
      hash {text} NOT NULL,
      sealed_at {integer} NOT NULL,
      PRIMARY KEY (organization_id, chain, sequence)
    ) {strict}`,
    // What is left of a removed audit event until its whole seal is empty.
    `CREATE TABLE audit_tombstones (
      id {text} PRIMARY KEY,
      organization_id {text} NOT NULL REFERENCES organizations (id) {deferred},
      seal {integer} NOT NULL,
      digest {text} NOT NULL
    ) {strict}`,
    'CREATE INDEX audit_tombstones_seal ON audit_tombstones (organization_id, seal, id)',
  ],
  sqlite: [
    ...guards.flatMap((guard) => [
      `CREATE TRIGGER ${guard.table}_unchanged BEFORE UPDATE ON ${guard.table}
        WHEN ${changeOf(guard, (column) => `NEW.${column} IS NOT OLD.${column}`, KEPT_JSON)}
        BEGIN SELECT RAISE(ABORT, '${guard.table} is append-only'); END`,
      `CREATE TRIGGER ${guard.table}_undeleted BEFORE DELETE ON ${guard.table}
        ${guard.isRemovable === true ? 'WHEN OLD.removal IS NULL' : ''}
        BEGIN SELECT RAISE(ABORT, '${guard.table} is append-only'); END`,
    ]),
    `CREATE TRIGGER audit_events_buried AFTER DELETE ON audit_events WHEN OLD.seal IS NOT NULL
      BEGIN
        INSERT INTO audit_tombstones (id, organization_id, seal, digest)
          VALUES (OLD.id, OLD.organization_id, OLD.seal, OLD.digest);
      END`,
    `CREATE TRIGGER audit_tombstones_undeleted BEFORE DELETE ON audit_tombstones
      WHEN EXISTS (SELECT 1 FROM audit_events
        WHERE organization_id = OLD.organization_id AND seal = OLD.seal)
      BEGIN SELECT RAISE(ABORT, 'audit_tombstones is append-only'); END`,
  ],
  postgres: [
    `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
    END $$`,
    ...guards.flatMap((guard) => [
      `CREATE TRIGGER ${guard.table}_unchanged BEFORE UPDATE ON ${guard.table} FOR EACH ROW
        WHEN (${changeOf(guard, differs, KEPT_JSON)}) EXECUTE FUNCTION refuse_change()`,
      `CREATE TRIGGER ${guard.table}_undeleted BEFORE DELETE ON ${guard.table} FOR EACH ROW
        ${guard.isRemovable === true ? 'WHEN (OLD.removal IS NULL)' : ''}
        EXECUTE FUNCTION refuse_change()`,
    ]),
    `CREATE FUNCTION bury_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO audit_tombstones (id, organization_id, seal, digest)
        VALUES (OLD.id, OLD.organization_id, OLD.seal, OLD.digest);
      RETURN NULL;
    END $$`,
    `CREATE TRIGGER audit_events_buried AFTER DELETE ON audit_events FOR EACH ROW
      WHEN (OLD.seal IS NOT NULL) EXECUTE FUNCTION bury_audit_event()`,
    `CREATE FUNCTION keep_tombstone() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM audit_events
        WHERE organization_id = OLD.organization_id AND seal = OLD.seal) THEN
        RAISE EXCEPTION 'audit_tombstones is append-only';
      END IF;
      RETURN OLD;
    END $$`,
    `CREATE TRIGGER audit_tombstones_undeleted BEFORE DELETE ON audit_tombstones
      FOR EACH ROW EXECUTE FUNCTION keep_tombstone()`,
  ],
};

/** Returns the condition under which an update is refused. */
function changeOf(
  { table, kept, emptied = [], sealed = [] }: Guard,
  hasChanged: (column: string) => string,
  json: readonly string[],
): string {
  const always = table === 'audit_events' ? [...kept, ...json] : kept;
  return [
    ...always.map(hasChanged),
    ...emptied.map((column) => `(NEW.${column} IS NOT NULL AND ${hasChanged(column)})`),
    ...sealed.map((column) => `(OLD.${column} IS NOT NULL AND ${hasChanged(column)})`),
  ].join(' OR ');
}

function differs(column: string): string {
  const cast = KEPT_JSON.includes(column) ? '::text' : '';
  return `NEW.${column}${cast} IS DISTINCT FROM OLD.${column}${cast}`;
}
