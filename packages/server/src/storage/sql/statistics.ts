import type { Session } from './session.ts';

/** Figures for monitoring. */
export interface StoreStatistics {
  readonly tasks: readonly { readonly kind: string; readonly count: number }[];
  readonly accounts: readonly { readonly account: string; readonly cents: number }[];
}

const TASKS = `SELECT kind, count(*) AS count FROM tasks GROUP BY kind
  UNION ALL SELECT 'webhook.deliver', count(*) FROM deliveries WHERE status = 'pending'
  HAVING count(*) > 0 ORDER BY kind`;
const ACCOUNTS = `SELECT account, CAST(sum(balance_cents) AS BIGINT) AS cents
  FROM account_balances GROUP BY account ORDER BY account`;

export async function readStatistics(session: Session): Promise<StoreStatistics> {
  const tasks = await session.scan(TASKS, []);
  const accounts = await session.scan(ACCOUNTS, []);
  return {
    tasks: tasks.map(({ kind, count }) => ({ kind: String(kind), count: Number(count) })),
    accounts: accounts.map(({ account, cents }) => ({
      account: String(account),
      cents: Number(cents),
    })),
  };
}
