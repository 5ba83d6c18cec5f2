import type { QuotaName } from '@firsthandapi/spec';
import type { Scope } from '../store/scope.ts';
import type { Tables } from '../store/store.ts';
import { MAX_ENDPOINTS } from './limits/quota-table.ts';

type Count = (tables: Tables, scope: Scope) => Promise<number>;

/**
 * The quotas that count rows as they are, by an index over rows that the quota itself bounds. Nothing has to be kept in
 * step, and a count costs no more than the quota allows. For what changes seldom: a serializable count conflicts with
 * whatever is written near it.
 */
export const existingCounts: { readonly [Name in QuotaName]?: Count } = {
  api_keys: ({ api_keys }, scope) => api_keys.count({ where: { ...scope, kind: 'key' } }),
  webhook_endpoints: ({ webhook_endpoints }, scope) =>
    webhook_endpoints.count({ where: { ...scope } }),
  pending_deliveries: countPendingDeliveries,
};

/**
 * The quotas whose count is kept in a row of its own, which only its organization writes. Counts the rows that exist, for
 * the first use and after a time without a limit.
 */
export const firstCounts: { readonly [Name in QuotaName]?: Count } = {
  active_jobs: ({ jobs }, scope) => jobs.count({ where: activeIn(scope) }),
  open_files: ({ jobs }, scope) => jobs.sum('files_needed', { where: activeIn(scope) }),
  async stored_bytes({ jobs, data_exports }, scope) {
    const ofJobs = await jobs.sum('stored_bytes', { where: { ...scope, purged_at: null } });
    const exports = { where: { ...scope, status: 'ready' as const } };
    return ofJobs + (await data_exports.sum('size_bytes', exports));
  },
};

/** Stated by the times, because an index over them holds nothing else (`jobs_active`). */
function activeIn(scope: Scope) {
  return { ...scope, completed_at: null, cancelled_at: null };
}

/** Those of deleted endpoints are left out: they fail by themselves when they are due. */
async function countPendingDeliveries(tables: Tables, scope: Scope): Promise<number> {
  const endpoints = await tables.webhook_endpoints.list({
    where: { ...scope },
    limit: MAX_ENDPOINTS,
  });
  if (endpoints.length === 0) return 0;
  return tables.deliveries.count({
    where: {
      organization_id: scope.organization_id,
      endpoint_id: endpoints.map(({ id }) => id),
      status: 'pending',
    },
  });
}
