import { deleteContent } from '../files/delete-content.ts';
import { releaseQuota } from '../quotas/claim-quota.ts';
import type { DataExportRecord } from '../store/records.ts';
import { scopeOf } from '../store/scope.ts';
import type { Work } from '../work/work.ts';

/** Deletes the content. The record stays, so that clients can see that the export has expired. */
export async function expireDataExport(work: Work, record: DataExportRecord): Promise<void> {
  await deleteContent(work, record.content_key);
  await releaseQuota(work, scopeOf(record), 'stored_bytes', record.size_bytes ?? 0);
  await work.tables.data_exports.update({ ...record, status: 'expired', content_key: null });
}
