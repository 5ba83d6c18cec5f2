import type { Migration } from '../migration.ts';

const ORGANIZATION = 'organization_id {text} NOT NULL REFERENCES organizations (id) {deferred}';

export const credits: Migration = {
  version: 4,
  name: 'credits',
  statements: [
    `CREATE TABLE credit_lots (
      id {text} PRIMARY KEY,
      ${ORGANIZATION},
      status {text} NOT NULL CHECK (status IN ('open', 'spent', 'expired')),
      source {text} NOT NULL CHECK (source IN ('purchase', 'bonus', 'free_tier')),
      amount_cents {integer} NOT NULL CHECK (amount_cents > 0),
      remaining_cents {integer} NOT NULL,
      expires_at {integer} NOT NULL,
      warned_at {integer},
      created_at {integer} NOT NULL,
      CHECK (remaining_cents BETWEEN 0 AND amount_cents),
      CHECK (status = 'open' OR remaining_cents = 0)
    ) {strict}`,
    'CREATE INDEX credit_lots_organization ON credit_lots (organization_id, id)',
    'CREATE INDEX credit_lots_status ON credit_lots (organization_id, status, id)',
    // The id is the job's, so that a job has at most one hold.
    `CREATE TABLE credit_holds (
      id {text} PRIMARY KEY REFERENCES jobs (id) {deferred},
      ${ORGANIZATION},
      held_cents {integer} NOT NULL CHECK (held_cents >= 0),
      allocations {json} NOT NULL,
      created_at {integer} NOT NULL
    ) {strict}`,
    'CREATE INDEX credit_holds_organization ON credit_holds (organization_id, id)',
    `CREATE TABLE credit_transactions (
      id {text} PRIMARY KEY,
      ${ORGANIZATION},
      type {text} NOT NULL
        CHECK (type IN ('purchase', 'deduction', 'free_tier', 'bonus', 'expiration', 'refund')),
      amount_cents {integer} NOT NULL,
      description {text} NOT NULL,
      job_id {text},
      created_at {integer} NOT NULL,
      CHECK (type NOT IN ('purchase', 'free_tier', 'bonus') OR amount_cents > 0),
      CHECK (type NOT IN ('deduction', 'expiration') OR amount_cents < 0)
    ) {strict}`,
    'CREATE INDEX credit_transactions_organization ON credit_transactions (organization_id, id)',
    'CREATE INDEX credit_transactions_type ON credit_transactions (organization_id, type, id)',
    `CREATE TABLE credit_purchases (
      id {text} PRIMARY KEY,
      ${ORGANIZATION},
      amount_cents {integer} NOT NULL CHECK (amount_cents > 0),
      bonus_cents {integer} NOT NULL CHECK (bonus_cents >= 0),
      status {text} NOT NULL CHECK (status IN ('pending', 'paid', 'expired', 'failed')),
      auto_topup {boolean} NOT NULL,
      reference {text},
      checkout_url {text},
      created_at {integer} NOT NULL,
      expires_at {integer} NOT NULL
    ) {strict}`,
    'CREATE INDEX credit_purchases_organization ON credit_purchases (organization_id, id)',
    'CREATE INDEX credit_purchases_status ON credit_purchases (organization_id, status, id)',
    `CREATE TABLE ledger_entries (
      id {text} PRIMARY KEY,
      ${ORGANIZATION},
      movement_id {text} NOT NULL,
      account {text} NOT NULL
        CHECK (account IN ('available', 'held', 'funding', 'worker_payable', 'platform_revenue')),
      amount_cents {integer} NOT NULL,
      job_id {text},
      created_at {integer} NOT NULL
    ) {strict}`,
    'CREATE INDEX ledger_entries_organization ON ledger_entries (organization_id, id)',
    // Maintained by a trigger, so that no balance can be overspent or overheld, whatever the engine writes.
    `CREATE TABLE account_balances (
      organization_id {text} NOT NULL REFERENCES organizations (id) {deferred},
      account {text} NOT NULL,
      balance_cents {integer} NOT NULL,
      PRIMARY KEY (organization_id, account),
      CONSTRAINT credits_are_never_negative
        CHECK (account NOT IN ('available', 'held') OR balance_cents >= 0)
    ) {strict}`,
  ],
  sqlite: [
    `CREATE TRIGGER ledger_entries_count AFTER INSERT ON ledger_entries BEGIN
      INSERT INTO account_balances (organization_id, account, balance_cents)
        VALUES (NEW.organization_id, NEW.account, 0) ON CONFLICT DO NOTHING;
      UPDATE account_balances SET balance_cents = balance_cents + NEW.amount_cents
        WHERE organization_id = NEW.organization_id AND account = NEW.account;
    END`,
  ],
  postgres: [
    `CREATE FUNCTION count_ledger_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE account_balances SET balance_cents = balance_cents + NEW.amount_cents
        WHERE organization_id = NEW.organization_id AND account = NEW.account;
      IF NOT FOUND THEN
        INSERT INTO account_balances (organization_id, account, balance_cents)
          VALUES (NEW.organization_id, NEW.account, NEW.amount_cents);
      END IF;
      RETURN NULL;
    END $$`,
    `CREATE TRIGGER ledger_entries_count AFTER INSERT ON ledger_entries
      FOR EACH ROW EXECUTE FUNCTION count_ledger_entry()`,
  ],
};
