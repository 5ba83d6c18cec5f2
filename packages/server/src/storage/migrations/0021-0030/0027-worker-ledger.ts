import type { Migration } from '../migration.ts';

const KEPT = [
  'id',
  'worker_id',
  'organization_id',
  'movement_id',
  'kind',
  'account',
  'amount_cents',
  'payout_id',
  'reason',
  'created_at',
];
/** Emptied when their retention ends. */
const EMPTIED = ['job_id', 'submission_id'];

/** What each worker has earned, as an append-only ledger of its own. Nobody worked on live jobs before. */
export const workerLedger: Migration = {
  version: 27,
  name: 'worker ledger',
  statements: [
    `CREATE TABLE worker_entries (
      id {text} PRIMARY KEY,
      worker_id {text} NOT NULL,
      organization_id {text} REFERENCES organizations (id) {deferred},
      movement_id {text} NOT NULL,
      kind {text} NOT NULL CHECK (kind IN ('earned', 'released', 'payout_requested', 'payout_paid',
        'payout_returned', 'adjustment')),
      account {text} NOT NULL CHECK (account IN ('payable', 'platform', 'pending', 'available',
        'requested', 'paid')),
      amount_cents {integer} NOT NULL CHECK (amount_cents <> 0),
      job_id {text},
      submission_id {text},
      payout_id {text},
      reason {text},
      created_at {integer} NOT NULL,
      CHECK ((kind = 'adjustment') = (reason IS NOT NULL))
    ) {strict}`,
    'CREATE INDEX worker_entries_account ON worker_entries (worker_id, account, id)',
    'CREATE INDEX worker_entries_worker ON worker_entries (worker_id, id)',
    'CREATE INDEX worker_entries_organization ON worker_entries (organization_id, id)',
    // A file is earned once and becomes available once.
    `CREATE UNIQUE INDEX worker_entries_submission ON worker_entries (submission_id, kind, account)
      WHERE submission_id IS NOT NULL`,
    `CREATE TABLE payouts (
      id {text} PRIMARY KEY,
      worker_id {text} NOT NULL,
      amount_cents {integer} NOT NULL CHECK (amount_cents > 0),
      status {text} NOT NULL CHECK (status IN ('requested', 'paid', 'returned')),
      reference {text},
      created_at {integer} NOT NULL,
      settled_at {integer},
      CHECK ((status = 'requested') = (settled_at IS NULL))
    ) {strict}`,
    'CREATE INDEX payouts_worker ON payouts (worker_id, id)',
    'CREATE INDEX payouts_status ON payouts (worker_id, status, id)',
  ],
  sqlite: [
    `CREATE TRIGGER worker_entries_unchanged BEFORE UPDATE ON worker_entries
      WHEN ${changes((column) => `NEW.${column} IS NOT OLD.${column}`)}
      BEGIN SELECT RAISE(ABORT, 'worker_entries is append-only'); END`,
    `CREATE TRIGGER worker_entries_undeleted BEFORE DELETE ON worker_entries
      BEGIN SELECT RAISE(ABORT, 'worker_entries is append-only'); END`,
  ],
  postgres: [
    `CREATE TRIGGER worker_entries_unchanged BEFORE UPDATE ON worker_entries FOR EACH ROW
      WHEN (${changes((column) => `NEW.${column} IS DISTINCT FROM OLD.${column}`)})
      EXECUTE FUNCTION refuse_change()`,
    `CREATE TRIGGER worker_entries_undeleted BEFORE DELETE ON worker_entries FOR EACH ROW
      EXECUTE FUNCTION refuse_change()`,
  ],
};

/** Returns the condition under which an update is refused. */
function changes(hasChanged: (column: string) => string): string {
  return [
    ...KEPT.map(hasChanged),
    ...EMPTIED.map((column) => `(NEW.${column} IS NOT NULL AND ${hasChanged(column)})`),
  ].join(' OR ');
}
