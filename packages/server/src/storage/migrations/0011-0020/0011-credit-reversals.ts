import type { Migration } from '../migration.ts';

const ACCOUNTS =
  "'available', 'held', 'receivable', 'funding', 'worker_payable', 'platform_revenue'";

/** What refunds and disputes take back, and the ledger account of what customers owe after one. */
export const creditReversals: Migration = {
  version: 11,
  name: 'credit reversals',
  statements: [
    // The id is the purchase's.
    `CREATE TABLE credit_reversals (
      id {text} PRIMARY KEY REFERENCES credit_purchases (id) {deferred},
      organization_id {text} NOT NULL REFERENCES organizations (id) {deferred},
      status {text} NOT NULL CHECK (status IN ('owed', 'settled')),
      reversed_cents {integer} NOT NULL CHECK (reversed_cents >= 0),
      owed_cents {integer} NOT NULL,
      sources {json} NOT NULL,
      created_at {integer} NOT NULL,
      updated_at {integer} NOT NULL,
      CHECK (owed_cents BETWEEN 0 AND reversed_cents),
      CHECK ((status = 'owed') = (owed_cents > 0))
    ) {strict}`,
    'CREATE INDEX credit_reversals_organization ON credit_reversals (organization_id, id)',
    `CREATE INDEX credit_reversals_owed ON credit_reversals (organization_id, id)
      WHERE status = 'owed'`,
    'CREATE INDEX credit_purchases_reference ON credit_purchases (reference)',
  ],
  // SQLite cannot change a constraint, so the table is rebuilt. The balances stay, since no trigger runs.
  sqlite: [
    `CREATE TABLE ledger_entries_next (
      id {text} PRIMARY KEY,
      organization_id {text} NOT NULL REFERENCES organizations (id) {deferred},
      movement_id {text} NOT NULL,
      account {text} NOT NULL CHECK (account IN (${ACCOUNTS})),
      amount_cents {integer} NOT NULL,
      job_id {text},
      created_at {integer} NOT NULL
    ) {strict}`,
    'INSERT INTO ledger_entries_next SELECT * FROM ledger_entries',
    'DROP TABLE ledger_entries',
    'ALTER TABLE ledger_entries_next RENAME TO ledger_entries',
    'CREATE INDEX ledger_entries_organization ON ledger_entries (organization_id, id)',
    `CREATE TRIGGER ledger_entries_count AFTER INSERT ON ledger_entries BEGIN
      INSERT INTO account_balances (organization_id, account, balance_cents)
        VALUES (NEW.organization_id, NEW.account, 0) ON CONFLICT DO NOTHING;
      UPDATE account_balances SET balance_cents = balance_cents + NEW.amount_cents
        WHERE organization_id = NEW.organization_id AND account = NEW.account;
    END`,
  ],
  postgres: [
    'ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_account_check',
    `ALTER TABLE ledger_entries ADD CONSTRAINT ledger_entries_account_check
      CHECK (account IN (${ACCOUNTS}))`,
  ],
};
