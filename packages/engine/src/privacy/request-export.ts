import { ApiError } from '../errors/api-error.ts';
import { claimQuota, type QuotaUser } from '../quotas/claim-quota.ts';
import type { DataExportRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import { scheduleExport } from './build-export.ts';

/**
 * Requests an export of everything that is held on the owner. It reads all of it, so one at a time is enough.
 *
 * @param path where exports are found, for the message
 * @throws ApiError 409 while another one is pending, 429 `quota_exceeded` after five in a day
 */
export async function requestExport(owner: QuotaUser, path: string): Promise<DataExportRecord> {
  const { ports, tables, now } = owner;
  const where = { ...scopeOf(owner), status: 'pending' as const };
  const [pending] = await tables.data_exports.list({ where, limit: 1 });
  if (pending !== undefined) {
    const message = `Data export ${pending.id} is still pending; get it with GET ${path}/${pending.id}`;
    throw new ApiError('conflict', message);
  }
  await claimQuota(owner, 'exports_per_day', 1);
  const record: DataExportRecord = {
    ...scopeOf(owner),
    id: ports.ids.next('exp', now),
    status: 'pending',
    content_key: null,
    size_bytes: null,
    url_expires_at: null,
    created_at: now,
    completed_at: null,
  };
  await tables.data_exports.insert(record);
  await scheduleExport(owner, record.id);
  return record;
}
