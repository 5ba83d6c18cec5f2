import type { Migration } from '../migration.ts';

/**
 * Balances are counted once for a statement, which may insert the entries of many movements. Accounts are counted in one
 * order, so that transactions of several processes wait for each other and do not deadlock.
 */
export const ledgerStatements: Migration = {
  version: 26,
  name: 'ledger statements',
  statements: [],
  postgres: [
    'DROP TRIGGER ledger_entries_count ON ledger_entries',
    'DROP FUNCTION count_ledger_entry()',
    `CREATE FUNCTION count_ledger_entries() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      change RECORD;
    BEGIN
      FOR change IN
        SELECT organization_id, account, sum(amount_cents) AS cents FROM added
          GROUP BY organization_id, account ORDER BY organization_id, account
      LOOP
        UPDATE account_balances SET balance_cents = balance_cents + change.cents
          WHERE organization_id = change.organization_id AND account = change.account;
        IF NOT FOUND THEN
          INSERT INTO account_balances (organization_id, account, balance_cents)
            VALUES (change.organization_id, change.account, change.cents);
        END IF;
      END LOOP;
      RETURN NULL;
    END $$`,
    `CREATE TRIGGER ledger_entries_count AFTER INSERT ON ledger_entries
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_ledger_entries()`,
  ],
};
