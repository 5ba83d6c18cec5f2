import { deleteContent } from '../files/delete-content.ts';
import { releaseQuotas } from '../quotas/claim-quota.ts';
import type { DataExportRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** Deletes the content. The record stays, so that clients can see that the export has expired. */
export async function expireDataExport(work: Work, record: DataExportRecord): Promise<void> {
  await deleteContent(work, record.content_key);
  const size = { name: 'stored_bytes', amount: record.size_bytes ?? 0 } as const;
  await releaseQuotas(work, record, [size]);
  await work.tables.data_exports.update({ ...record, status: 'expired', content_key: null });
}
