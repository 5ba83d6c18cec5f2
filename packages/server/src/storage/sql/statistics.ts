import type { Instant } from '@firsthandapi/engine';
import { decodeField } from './column.ts';
import type { Session } from './session.ts';

/** What is used of a quota, as far as it is counted in rows of its own. */
export interface QuotaStatistics {
  readonly quota: string;
  /** Summed over all organizations. */
  readonly used: number;
  /** The most that one organization uses in one environment. */
  readonly largest: number;
}

/** Figures for monitoring. Their number does not depend on how many organizations there are. */
export interface StoreStatistics {
  readonly tasks: readonly { readonly kind: string; readonly count: number }[];
  readonly accounts: readonly { readonly account: string; readonly cents: number }[];
  readonly quotas: readonly QuotaStatistics[];
}

const TASKS = `SELECT kind, count(*) AS count FROM tasks GROUP BY kind
  UNION ALL SELECT 'webhook.deliver', count(*) FROM deliveries WHERE status = 'pending'
  HAVING count(*) > 0 ORDER BY kind`;
const ACCOUNTS = `SELECT account, CAST(sum(balance_cents) AS BIGINT) AS cents
  FROM account_balances GROUP BY account ORDER BY account`;

/** The id is `<organization>:<environment>:<quota>`. A quota of an hour or a day restarts when it ends. */
const QUOTAS = `SELECT substr(id, length(organization_id) + length(environment) + 3) AS quota,
    CAST(sum(used) AS BIGINT) AS used, max(used) AS largest
  FROM quota_usage WHERE resets_at IS NULL OR resets_at > ? GROUP BY 1 ORDER BY 1`;

export async function readStatistics(session: Session, now: Instant): Promise<StoreStatistics> {
  const tasks = await session.scan(TASKS, []);
  const accounts = await session.scan(ACCOUNTS, []);
  const quotas = await session.scan(QUOTAS, [now]);
  return {
    tasks: tasks.map(({ kind, count }) => ({ kind: String(kind), count: Number(count) })),
    accounts: accounts.map(({ account, cents }) => ({
      account: String(account),
      cents: Number(cents),
    })),
    quotas: quotas.map(({ quota, used, largest }) => ({
      quota: String(decodeField('text', quota ?? null)),
      used: Number(used),
      largest: Number(largest),
    })),
  };
}
